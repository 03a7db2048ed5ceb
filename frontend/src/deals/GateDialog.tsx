import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { CircleAlertIcon } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { customOf, specOf, useOwnShape } from "../records/useCustom";
import { Button, buttonClass } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { toInput } from "../ui/formFields";
import { Textarea } from "../ui/Input";
import { GateField, type GateValues, gateFields, isFilled, OwnGateField, toMoveFields } from "./gateFields";
import type { MoveExtra, Unmet } from "./moving";

type Deal = {
  id: string;
  name: string;
  amount: { amount: string; currency: string } | null;
  expectedCloseDate: string | null;
};

type Props = {
  deal: Deal;
  stageName: string;
  unmet: readonly Unmet[];
  canOverride: boolean;
  /** Where what cannot be asked for here is done; not shown on the deal's own page. */
  linkToDeal?: boolean;
  onClose: () => void;
  onMove: (extra: MoveExtra) => Promise<unknown>;
};

const CLOSING = new Set<string>(["wonReason", "lostReason", "lostNote"]);

/** A refused drop: asks for exactly what is missing and then completes the move. */
export function GateDialog({ deal, stageName, unmet, canOverride, linkToDeal, onClose, onMove }: Props) {
  const { t } = useLingui();
  const [values, setValues] = useState<GateValues>({
    amount: deal.amount?.amount ?? "",
    expectedCloseDate: deal.expectedCloseDate ?? "",
  });
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const shape = useOwnShape("deal");
  const specs = useMemo(() => (shape ? customOf(shape).map((one) => specOf(shape, one)) : []), [shape]);
  const { fields, custom, needsReason, others } = gateFields(unmet, values, specs);
  // What a closing needs cannot be overridden, so there is no use in offering it.
  const mayOverride = canOverride && (others.length > 0 || !fields.some((one) => CLOSING.has(one.name)));
  const askReason = needsReason || mayOverride;
  const missing =
    fields.some((one) => !isFilled(one.name, values)) ||
    custom.some((one) => !values.custom?.[one.name]) ||
    (needsReason && !reason.trim());

  async function send(override: boolean) {
    setBusy(true);
    await onMove({
      reason: reason.trim() || undefined,
      override: override || undefined,
      fields: { ...toMoveFields(fields, values, deal.amount?.currency), ...toInput(custom, values.custom ?? {}) },
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
      description={deal.name}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          {mayOverride && (
            <Button
              look={others.length > 0 ? "danger" : "secondary"}
              disabled={!reason.trim()}
              busy={busy}
              onClick={() => send(true)}
            >
              <Trans>Move anyway</Trans>
            </Button>
          )}
          {others.length > 0 && linkToDeal ? (
            <Link to="/deals/$dealId" params={{ dealId: deal.id }} className={buttonClass("primary")}>
              <Trans>Open the deal</Trans>
            </Link>
          ) : (
            <Button look="primary" type="submit" form="gate" disabled={missing || others.length > 0} busy={busy}>
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
            values={values}
            currency={deal.amount?.currency}
            onChange={setValues}
          />
        ))}
        {custom.map((spec) => (
          <OwnGateField
            key={spec.name}
            spec={spec}
            value={values.custom?.[spec.name]}
            onChange={(value) => setValues((now) => ({ ...now, custom: { ...now.custom, [spec.name]: value } }))}
          />
        ))}
        {askReason && (
          <Field
            label={t`Reason`}
            required={needsReason}
            hint={mayOverride && !needsReason ? t`Needed to move anyway. It is recorded with the move.` : undefined}
          >
            <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
