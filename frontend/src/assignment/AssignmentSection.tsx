import { Trans, useLingui } from "@lingui/react/macro";
import { PencilIcon, PlusIcon, SplitIcon, XIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useQuery } from "urql";
import { RowArrows, RowGrip } from "../drag/RowControls";
import { useReorder } from "../drag/useReorder";
import { groupOf } from "../lists/conditions";
import { type Shape, useShape } from "../lists/shape";
import { useConditionText } from "../lists/useConditionText";
import { useTitles } from "../lists/useTitles";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Checkbox } from "../ui/Checkbox";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import {
  AssignmentRulesDocument,
  ReorderAssignmentRulesDocument,
  type RuleRowFragment,
  UpdateAssignmentRuleDocument,
  VoidAssignmentRuleDocument,
} from "./assignment.gen";
import { STRATEGY } from "./labels";
import { Rehearsal } from "./Rehearsal";
import { conditionOf, membersOf, rehearsed } from "./rules";

const RuleForm = lazy(() => import("./RuleForm").then((module) => ({ default: module.RuleForm })));

/** Who gets a lead that nobody has: rules in order, and what they would have done. */
export function AssignmentSection() {
  const { t } = useLingui();
  const canEdit = useCan("assignment_rule.update");
  const { shape } = useShape("lead");
  const [{ data, error }, again] = useQuery({ query: AssignmentRulesDocument });
  const [open, setOpen] = useState<{ rule?: RuleRowFragment } | null>(null);
  const rules = data?.assignmentRules.nodes ?? [];
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const order = useReorder({
    ids: [...known.keys()],
    nameOf: (id) => known.get(id)?.name ?? "",
    disabled: !canEdit,
    onReorder: async (ruleIds) =>
      (await actOrTell(ReorderAssignmentRulesDocument, { input: { ruleIds: [...ruleIds] } })).ok,
  });
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data || !shape) return <SkeletonRows />;
  const add = canEdit && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setOpen({})}>
      <Trans>New rule</Trans>
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-60 text-ink-2 text-sm">
          {t`A new lead without an owner goes to whoever knows the person or company already; otherwise the first rule that holds and finds somebody decides.`}
        </p>
        {rules.length > 0 && add}
      </div>
      {rules.length === 0 ? (
        <EmptyState icon={<SplitIcon />} title={t`There is no rule yet`} action={add}>
          {t`Leads without an owner wait for somebody to assign them.`}
        </EmptyState>
      ) : (
        <ol ref={order.root} className="flex flex-col gap-2">
          {order.ids.map((id, index) => {
            const rule = known.get(id);
            return (
              rule && (
                <li
                  key={id}
                  {...order.item(id)}
                  className="flex items-start gap-2 rounded-xl bg-surface p-3 shadow-lift data-held:bg-accent-soft"
                >
                  {canEdit && <RowGrip order={order} id={id} />}
                  <span className="tnum grid size-7 shrink-0 place-items-center rounded-full bg-hover text-ink-2 text-xs coarse:mt-2">
                    {index + 1}
                  </span>
                  <RuleCard rule={rule} shape={shape} canEdit={canEdit} onOpen={() => setOpen({ rule })}>
                    <RowArrows order={order} id={id} name={rule.name ?? ""} />
                  </RuleCard>
                </li>
              )
            );
          })}
        </ol>
      )}
      {canEdit && rules.length > 0 && (
        <Section title={t`Rehearsal`}>
          <Rehearsal rules={order.ids.flatMap((id) => known.get(id) ?? []).map(rehearsed)} />
        </Section>
      )}
      <Suspense>{open && <RuleForm rule={open.rule} all={rules} onClose={() => setOpen(null)} />}</Suspense>
    </div>
  );
}

type CardProps = {
  rule: RuleRowFragment;
  shape: Shape;
  canEdit: boolean;
  onOpen: () => void;
  children: React.ReactNode;
};

function RuleCard({ rule, shape, canEdit, onOpen, children }: CardProps) {
  const { t } = useLingui();
  const label = useLabel();
  const condition = conditionOf(rule);
  const say = useConditionText(shape, useTitles(condition));
  const text = Object.keys(condition).length > 0 ? say(groupOf(condition)) : t`Every lead`;
  const byWeight = rule.strategy === "WEIGHTED";
  const people =
    rule.target === "POOL"
      ? (rule.pool?.name ?? "")
      : rule.target === "PARTNER"
        ? (rule.partner?.name ?? "")
        : rule.target === "TEAM"
          ? (rule.team?.name ?? "")
          : membersOf(rule)
              .map((one) => (byWeight ? `${one.name} ×${one.weight}` : one.name))
              .join(t`, `);
  const perDay = rule.capacityPerDay;
  const held = rule.holdingLimit;
  const limits = [
    rule.respectWorkHours && (rule.queueUntilOpen ? t`waits for opening` : t`in working hours`),
    perDay !== null && t`${perDay} a day at most`,
    held !== null && t`${held} open at most`,
    rule.skill,
  ].filter(Boolean);
  const set = (isActive: boolean) =>
    actOrTell(UpdateAssignmentRuleDocument, { input: { id: rule.id, version: rule.version, isActive } });
  return (
    <div className="min-w-0 flex-1">
      <div className="flex min-h-7 flex-wrap items-center gap-x-2">
        <h2 className="font-medium text-sm">{rule.name}</h2>
        {!rule.isActive && <Badge tone="warn">{t`Not in use`}</Badge>}
      </div>
      <p className="mt-0.5 text-ink-2 text-sm">{text}</p>
      <p className="mt-1 text-sm">
        <span aria-hidden className="text-ink-3">
          →{" "}
        </span>
        {people}{" "}
        <Badge tone="accent">
          {rule.target === "POOL"
            ? t`Waits there`
            : rule.target === "PARTNER"
              ? t`With who looks after them`
              : label(STRATEGY, rule.strategy)}
        </Badge>{" "}
        {rule.target !== "POOL" &&
          limits.map((one) => (
            <Badge key={String(one)} className="mr-1">
              {one}
            </Badge>
          ))}
      </p>
      {canEdit && (
        <div className="mt-2 flex flex-wrap items-center gap-1">
          <Checkbox checked={!!rule.isActive} onChange={set}>
            <Trans>In use</Trans>
          </Checkbox>
          <span className="ml-auto flex gap-1">
            {children}
            <IconButton label={`${t`Edit`}: ${rule.name}`} icon={<PencilIcon />} onClick={onOpen} />
            <IconButton
              label={`${t`Remove`}: ${rule.name}`}
              icon={<XIcon />}
              onClick={() => actOrTell(VoidAssignmentRuleDocument, { input: { id: rule.id, version: rule.version } })}
            />
          </span>
        </div>
      )}
    </div>
  );
}
