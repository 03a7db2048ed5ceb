import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { CircleAlertIcon } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, buttonClass } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Textarea } from "../ui/Input";
import type { BoardStore } from "./boardStore";
import { GateField, type GateValues, gateFields, toMoveFields } from "./gateFields";
import type { MoveExtra, Refusal } from "./moving";

type Props = { refusal: Refusal; store: BoardStore; onClose: () => void; onMove: (extra: MoveExtra) => Promise<unknown> };

/** A refused drop: asks for exactly what is missing and then completes the move. */
export function GateDialog({ refusal, store, onClose, onMove }: Props) {
  const { t } = useLingui();
  const card = store.card(refusal.dealId);
  const stage = store.column(refusal.place.list);
  const [values, setValues] = useState<GateValues>({ amount: card?.amount?.amount ?? "", expectedCloseDate: card?.expectedCloseDate ?? "" });
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const { fields, needsReason, others } = gateFields(refusal.unmet, values);
  const stageName = stage?.name ?? "";
  const askReason = needsReason || refusal.canOverride;
  const missing = fields.some((one) => one.required && !values[one.name]?.trim()) || (needsReason && !reason.trim());

  async function send(override: boolean) {
    setBusy(true);
    await onMove({
      reason: reason.trim() || undefined,
      override: override || undefined,
      fields: toMoveFields(fields, values, card?.amount?.currency),
    });
    setBusy(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!missing && others.length === 0) void send(false);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title={t`Before this deal enters “${stageName}”`}
      description={card?.name}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          {refusal.canOverride && (
            <Button look={others.length > 0 ? "danger" : "secondary"} disabled={!reason.trim()} busy={busy} onClick={() => send(true)}>
              <Trans>Move anyway</Trans>
            </Button>
          )}
          {others.length > 0 ? (
            <Link to="/deals/$dealId" params={{ dealId: refusal.dealId }} className={buttonClass("primary")}>
              <Trans>Open the deal</Trans>
            </Link>
          ) : (
            <Button look="primary" type="submit" form="gate" disabled={missing} busy={busy}>
              <Trans>Save and move</Trans>
            </Button>
          )}
        </>
      }
    >
      <form id="gate" onSubmit={submit} className="flex flex-col gap-4">
        {others.length > 0 && (
          <ul className="flex flex-col gap-2" aria-label={t`Still missing`}>
            {others.map((item) => (
              <li key={item.code + item.message} className="flex gap-2 text-sm">
                <CircleAlertIcon className="mt-0.5 size-4 shrink-0 text-warn" />
                <span>{item.message}</span>
              </li>
            ))}
          </ul>
        )}
        {fields.map((field) => (
          <GateField
            key={field.name}
            field={field}
            value={values[field.name] ?? ""}
            currency={card?.amount?.currency}
            onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
          />
        ))}
        {askReason && (
          <Field
            label={t`Reason`}
            required={needsReason}
            hint={refusal.canOverride && !needsReason ? t`Needed to move anyway. It is recorded with the move.` : undefined}
          >
            <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
