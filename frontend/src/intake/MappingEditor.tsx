import { useLingui } from "@lingui/react/macro";
import { ArrowRightIcon, PlusIcon, XIcon } from "lucide-react";
import { useShape } from "../lists/shape";
import { Button, IconButton } from "../ui/Button";
import { Input } from "../ui/Input";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import type { Mapped } from "./example";
import { CALL_FIELD, FIELDS } from "./labels";

type Props = { isCall?: boolean; value: readonly Mapped[]; onChange: (value: Mapped[]) => void };

/** Where in what a platform sends the value of a field stands. */
export function MappingEditor({ isCall = false, value, onChange }: Props) {
  const { t } = useLingui();
  const { shape } = useShape("lead");
  const label = useLabel();
  const fields = isCall ? Object.keys(CALL_FIELD) : FIELDS;
  const named = (name: string) => (isCall ? label(CALL_FIELD, name) : (shape?.label(name) ?? name));
  const change = (index: number, part: Partial<Mapped>) =>
    onChange(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const free = fields.find((name) => !value.some((one) => one.to === name));
  return (
    <fieldset className="flex flex-col gap-2 sm:col-span-2">
      <legend className="mb-1 font-medium text-ink-2 text-xs coarse:text-sm">{t`Mapping`}</legend>
      <p className="text-ink-3 text-xs">
        {t`For platforms that send in their own shape: the path of a value, such as data.user.phone or answers.0.value.`}
      </p>
      {value.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
        <div key={index} className="flex items-center gap-2">
          <Input
            aria-label={t`Path of the value`}
            className="min-w-0 flex-1 font-mono"
            placeholder="data.user.phone"
            value={one.from}
            onChange={(event) => change(index, { from: event.target.value })}
          />
          <ArrowRightIcon className="size-4 shrink-0 text-ink-3" />
          <Select
            label={t`Field`}
            className="min-w-0 flex-1"
            value={one.to}
            options={fields.map((name) => ({ value: name, label: named(name) }))}
            onChange={(to) => change(index, { to })}
          />
          <IconButton
            label={t`Remove`}
            icon={<XIcon />}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {free && (
        <Button
          size="sm"
          className="self-start"
          icon={<PlusIcon />}
          onClick={() => onChange([...value, { from: "", to: free }])}
        >{t`Map a field`}</Button>
      )}
    </fieldset>
  );
}
