import { useLingui } from "@lingui/react/macro";
import { PencilIcon, PlusIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { groupOf } from "../lists/conditions";
import { useShape } from "../lists/shape";
import { useConditionText } from "../lists/useConditionText";
import { useTitles } from "../lists/useTitles";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { HAPPENS } from "./labels";
import { type Group, named, OBJECT, put, type Rule, type Side } from "./model";

const RuleForm = lazy(() => import("./RuleForm").then((module) => ({ default: module.RuleForm })));
const GroupForm = lazy(() => import("./RuleForm").then((module) => ({ default: module.GroupForm })));

type Props = { side: Side; title: string; groups: Group[]; canEdit: boolean; onChange: (groups: Group[]) => void };
type Open = { group: number; rule: number | null };

/** The rules of fit or of engagement, in their groups. */
export function Groups({ side, title, groups, canEdit, onChange }: Props) {
  const { t, i18n } = useLingui();
  const chinese = i18n.locale.startsWith("zh");
  const [open, setOpen] = useState<Open | null>(null);
  const edited = open ? groups[open.group] : undefined;
  const close = () => setOpen(null);
  return (
    <Section
      title={title}
      actions={
        canEdit && (
          <Button
            size="sm"
            look="ghost"
            icon={<PlusIcon />}
            onClick={() => setOpen({ group: groups.length, rule: null })}
          >
            {t`New group`}
          </Button>
        )
      }
    >
      {groups.length === 0 && <p className="text-ink-3 text-sm">{t`There is no rule yet`}</p>}
      <ul className="flex flex-col gap-4">
        {groups.map((group, at) => {
          const name = named(group, chinese);
          const cap = group.cap;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups have no other identity, and are edited in place
            <li key={at}>
              <div className="flex min-h-9 items-center gap-2">
                <h3 className="min-w-0 flex-1 font-medium text-sm">
                  {name} <span className="font-normal text-ink-3 text-xs">{t`${cap} points at most`}</span>
                </h3>
                {canEdit && (
                  <>
                    <IconButton
                      icon={<PencilIcon />}
                      label={t`Edit ${name}`}
                      onClick={() => setOpen({ group: at, rule: null })}
                    />
                    <IconButton
                      icon={<XIcon />}
                      label={t`Remove ${name}`}
                      onClick={() => onChange(put(groups, at, null))}
                    />
                  </>
                )}
              </div>
              <ul className="flex flex-col divide-y divide-line border-line border-l-2 pl-3">
                {group.rules.map((rule, index) => (
                  <RuleLine
                    // biome-ignore lint/suspicious/noArrayIndexKey: rules have no other identity, and are edited in place
                    key={index}
                    side={side}
                    rule={rule}
                    chinese={chinese}
                    onEdit={canEdit ? () => setOpen({ group: at, rule: index }) : undefined}
                    onRemove={() => onChange(put(groups, at, { ...group, rules: put(group.rules, index, null) }))}
                  />
                ))}
                {canEdit && (
                  <li>
                    <Button
                      size="sm"
                      look="ghost"
                      icon={<PlusIcon />}
                      onClick={() => setOpen({ group: at, rule: group.rules.length })}
                    >
                      {t`Add a rule`}
                    </Button>
                  </li>
                )}
              </ul>
            </li>
          );
        })}
      </ul>
      <Suspense>
        {open && open.rule === null && (
          <GroupForm group={edited} onClose={close} onDone={(group) => onChange(put(groups, open.group, group))} />
        )}
        {open && open.rule !== null && edited && (
          <RuleForm
            side={side}
            rule={edited.rules[open.rule]}
            onClose={close}
            onDone={(rule) =>
              onChange(put(groups, open.group, { ...edited, rules: put(edited.rules, open.rule ?? 0, rule) }))
            }
          />
        )}
      </Suspense>
    </Section>
  );
}

type LineProps = { side: Side; rule: Rule; chinese: boolean; onEdit?: () => void; onRemove: () => void };

function RuleLine({ side, rule, chinese, onEdit, onRemove }: LineProps) {
  const { t } = useLingui();
  const label = useLabel();
  const name = named(rule, chinese);
  const object = side === "fit" ? "lead" : OBJECT[rule.on ?? "TOUCH"];
  return (
    <li className="flex items-start gap-2 py-2 text-sm">
      <span className="min-w-0 flex-1">
        {name} {rule.handRaise && <Badge tone="accent">{t`Hands over`}</Badge>}
        <span className="block text-ink-3 text-xs">
          {rule.on && `${label(HAPPENS, rule.on)} · `}
          {rule.on === "VISIT" ? rule.page : <Said object={object} rule={rule} />}
        </span>
      </span>
      <span className={`tnum pt-px font-medium ${rule.points < 0 ? "text-danger" : ""}`}>
        {rule.points > 0 && "+"}
        {rule.points}
      </span>
      {onEdit && (
        <span className="-my-1 flex">
          <IconButton icon={<PencilIcon />} label={t`Edit ${name}`} onClick={onEdit} />
          <IconButton icon={<XIcon />} label={t`Remove ${name}`} onClick={onRemove} />
        </span>
      )}
    </li>
  );
}

function Said({ object, rule }: { object: string; rule: Rule }) {
  const { shape } = useShape(object);
  return shape && <Words shape={shape} rule={rule} />;
}

function Words({ shape, rule }: { shape: NonNullable<ReturnType<typeof useShape>["shape"]>; rule: Rule }) {
  const { t } = useLingui();
  const condition = rule.condition ?? {};
  const say = useConditionText(shape, useTitles(condition));
  return Object.keys(condition).length > 0 ? say(groupOf(condition)) : t`Always.`;
}
