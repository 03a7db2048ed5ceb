import { Trans, useLingui } from "@lingui/react/macro";
import { PlusIcon, Trash2Icon } from "lucide-react";
import { ROLE } from "../identity/labels";
import { TASK_KIND } from "../tasks/labels";
import { Button, IconButton } from "../ui/Button";
import { Field } from "../ui/Field";
import { Input } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";

export type EnterAction = {
  kind: "TASK";
  titleZh?: string;
  titleEn?: string;
  dueInDays: number;
  taskKind: string;
  assignee: string;
};

type Props = {
  value: readonly EnterAction[];
  onChange: (value: EnterAction[]) => void;
  title: string;
  /** Nobody but the owner of the record gets them. */
  forOwner?: boolean;
};

/** The tasks that are made by themselves: for the owner of the record, or for somebody of a role. */
export function EnterActionsEditor({ value, onChange, title, forOwner = false }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const change = (index: number, part: Partial<EnterAction>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const kinds = Object.keys(TASK_KIND).map((kind) => ({ value: kind, label: label(TASK_KIND, kind) }));
  const people = [
    { value: "OWNER", label: t`The deal's owner` },
    ...Object.keys(ROLE).map((role) => ({ value: role, label: label(ROLE, role) })),
  ];
  return (
    <fieldset className="flex flex-col gap-2 sm:col-span-2">
      <legend className="mb-1 font-medium text-ink-2 text-xs">{title}</legend>
      {value.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tasks to come have no identity of their own
        <div key={index} className="grid grid-cols-2 gap-2 rounded-lg border border-line p-2">
          <Input
            aria-label={t`Title of the task in Chinese`}
            placeholder={t`Title of the task in Chinese`}
            maxLength={200}
            value={one.titleZh ?? ""}
            onChange={(event) => change(index, { titleZh: event.target.value })}
          />
          <div className="flex gap-2">
            <Input
              aria-label={t`Title of the task in English`}
              placeholder={t`Title of the task in English`}
              maxLength={200}
              value={one.titleEn ?? ""}
              onChange={(event) => change(index, { titleEn: event.target.value })}
            />
            <IconButton
              label={t`Remove`}
              icon={<Trash2Icon />}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            />
          </div>
          <Field label={t`Kind`}>
            <Select options={kinds} value={one.taskKind} onChange={(taskKind) => change(index, { taskKind })} />
          </Field>
          <Field label={t`Due after days`}>
            <MoneyInput
              decimals={0}
              value={String(one.dueInDays)}
              onChange={(days) => change(index, { dueInDays: Math.min(365, Number(days) || 0) })}
            />
          </Field>
          {!forOwner && (
            <Field label={t`Assigned to`} className="col-span-2">
              <Select options={people} value={one.assignee} onChange={(assignee) => change(index, { assignee })} />
            </Field>
          )}
        </div>
      ))}
      <div>
        <Button
          size="sm"
          look="ghost"
          icon={<PlusIcon />}
          onClick={() => onChange([...value, { kind: "TASK", dueInDays: 1, taskKind: "TODO", assignee: "OWNER" }])}
        >
          <Trans>Add a task</Trans>
        </Button>
      </div>
    </fieldset>
  );
}
