import { useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import { LOST_REASON, WON_REASON } from "../deals/labels";
import { findUsers } from "../identity/findUsers";
import { finderOf } from "../lists/findLinked";
import { type Field as ListField, type Shape, whereKey } from "../lists/shape";
import { instantAt } from "../session/days";
import { baseCurrency } from "../session/formats";
import type { Choice } from "../ui/Combobox";
import { Field } from "../ui/Field";
import { splitTags } from "../ui/formFields";
import { DateInput, DateTimeInput, Input, Textarea } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { Pick } from "../ui/Pick";
import { Select } from "../ui/Select";
import { useLabel } from "../ui/useLabel";
import { BulkReceivers } from "./BulkReceivers";
import type { BulkAction } from "./bulk.gen";
import { BulkStagesDocument } from "./bulk.gen";

type Props = {
  shape: Shape;
  action: BulkAction;
  /** The part of the input this action needs; null while it is not complete. */
  onChange: (given: object | null) => void;
};

/** What an action on many records needs to know. */
export function BulkGiven(props: Props) {
  switch (props.action) {
    case "TRANSFER":
      return <Receiver {...props} />;
    case "SHARE_OUT":
      return <BulkReceivers onChange={props.onChange} />;
    case "MOVE":
      return <Stage {...props} />;
    case "WAKE":
      return <Waking {...props} />;
    case "SET_FIELD":
      return <Value {...props} />;
    default:
      return <Tags {...props} />;
  }
}

function Receiver({ onChange }: Props) {
  const { t } = useLingui();
  const [owner, setOwner] = useState<Choice | null>(null);
  const [reason, setReason] = useState("");
  useEffect(() => onChange(owner ? { ownerId: owner.value, reason: reason || null } : null), [owner, reason, onChange]);
  return (
    <div className="flex flex-col gap-4">
      <Field label={t`New owner`} required>
        <Pick value={owner} onChange={setOwner} find={findUsers} />
      </Field>
      <Field label={t`Reason`}>
        <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </div>
  );
}

function Waking({ onChange }: Props) {
  const { t } = useLingui();
  const [days, setDays] = useState("1");
  useEffect(() => onChange(days === "" ? null : { dueInDays: Number(days) }), [days, onChange]);
  return (
    <Field label={t`Due after days`} hint={t`The owner of each gets a task to look again, and is told.`} required>
      <MoneyInput
        decimals={0}
        value={days}
        onChange={(text) => setDays(text === "" ? "" : String(Math.min(365, Number(text))))}
      />
    </Field>
  );
}

function Tags({ onChange }: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  return (
    <Field label={t`Tags`} hint={t`Separate them by commas`} required>
      <Input
        value={text}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value);
          const tags = splitTags(event.target.value);
          onChange(tags.length > 0 ? { tags } : null);
        }}
      />
    </Field>
  );
}

function Stage({ onChange }: Props) {
  const { t } = useLingui();
  const label = useLabel();
  const [{ data }] = useQuery({ query: BulkStagesDocument });
  const [stageId, setStage] = useState<string | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  const pipelines = (data?.pipelines.nodes ?? []).filter((one) => one.isActive);
  const stages = pipelines.flatMap((one) => one.stages.nodes.map((stage) => ({ ...stage, pipeline: one.name })));
  const stage = stages.find((one) => one.id === stageId);
  const reasons = stage?.type === "WON" ? WON_REASON : stage?.type === "LOST" ? LOST_REASON : null;
  const type = stage?.type;
  useEffect(() => {
    const closing = type === "WON" ? { wonReason: why } : type === "LOST" ? { lostReason: why } : {};
    onChange(stageId && type && (!reasons || why) ? { stageId, ...closing } : null);
  }, [stageId, type, reasons, why, onChange]);
  return (
    <div className="flex flex-col gap-4">
      <Field label={t`Stage`} hint={t`Every deal passes the same gate as one moved by hand.`} required>
        <Select
          options={stages.map((one) => ({
            value: one.id,
            label: pipelines.length > 1 ? `${one.pipeline} · ${one.name}` : one.name,
          }))}
          value={stageId}
          onChange={(id) => {
            setStage(id);
            setWhy(null);
          }}
        />
      </Field>
      {reasons && (
        <Field label={t`Reason`} required>
          <Select
            options={Object.keys(reasons).map((value) => ({ value, label: label(reasons, value) }))}
            value={why}
            onChange={setWhy}
          />
        </Field>
      )}
    </div>
  );
}

function Value({ shape, onChange }: Props) {
  const { t } = useLingui();
  const fields = shape.fields.filter((one) => one.isWritable && one.kind !== "TAGS" && one.read === "FULL");
  const [name, setName] = useState<string | null>(null);
  const field = fields.find((one) => one.name === name);
  return (
    <div className="flex flex-col gap-4">
      <Field label={t`Field`} required>
        <Select
          options={fields.map((one) => ({ value: one.name, label: shape.label(one.name) }))}
          value={name}
          onChange={(next) => {
            setName(next);
            const chosen = fields.find((one) => one.name === next);
            onChange(chosen && !chosen.isRequired ? { field: whereKey(chosen), value: null } : null);
          }}
        />
      </Field>
      {field && (
        <Field
          key={field.name}
          label={shape.label(field.name)}
          hint={field.isRequired ? undefined : t`Left empty, it is emptied.`}
        >
          <Given
            shape={shape}
            field={field}
            onValue={(value) => onChange(value === null && field.isRequired ? null : { field: whereKey(field), value })}
          />
        </Field>
      )}
    </div>
  );
}

type GivenProps = { shape: Shape; field: ListField; onValue: (value: unknown) => void; id?: string };

function Given({ shape, field, onValue, ...wiring }: GivenProps) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [linked, setLinked] = useState<Choice | null>(null);
  const find = useMemo(() => finderOf(field.target), [field.target]);
  const typed = (value: string) => {
    setText(value);
    onValue(worded(field, value));
  };
  switch (field.kind) {
    case "LINK":
      return (
        <Pick
          {...wiring}
          value={linked}
          find={find}
          onChange={(one) => {
            setLinked(one);
            onValue(one?.value ?? null);
          }}
        />
      );
    case "ENUM":
      return (
        <Select
          {...wiring}
          options={field.values.map((one) => ({ value: one.value, label: shape.valueLabel(field, one.value) }))}
          value={text || null}
          onChange={typed}
        />
      );
    case "BOOL":
      return (
        <Select
          {...wiring}
          options={[
            { value: "true", label: t`Yes` },
            { value: "false", label: t`No` },
          ]}
          value={text || null}
          onChange={typed}
        />
      );
    case "DATE":
      return <DateInput {...wiring} value={text} onChange={(event) => typed(event.target.value)} />;
    case "DATETIME":
      return <DateTimeInput {...wiring} value={text} onChange={(event) => typed(event.target.value)} />;
    case "MONEY":
    case "DECIMAL":
    case "INT":
      return (
        <MoneyInput
          {...wiring}
          unit={field.kind === "MONEY" ? baseCurrency() : undefined}
          decimals={field.kind === "INT" ? 0 : 2}
          value={text}
          onChange={typed}
        />
      );
    default:
      return (
        <Input
          {...wiring}
          autoComplete="off"
          maxLength={field.maxLength ?? undefined}
          value={text}
          onChange={(event) => typed(event.target.value)}
        />
      );
  }
}

function worded(field: ListField, text: string): unknown {
  const given = text.trim();
  if (!given) return null;
  switch (field.kind) {
    case "BOOL":
      return given === "true";
    case "INT":
      return Number(given);
    case "MONEY":
      return { amount: given, currency: baseCurrency() };
    case "DATETIME":
      return instantAt(given);
    default:
      return given;
  }
}
