import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { baseCurrency, money, monthOf } from "../session/formats";
import { act, newKey } from "../sync/act";
import type { UserError } from "../sync/problems";
import { Field } from "../ui/Field";
import { FormDialog } from "../ui/FormDialog";
import { Input } from "../ui/Input";
import { MoneyInput } from "../ui/MoneyInput";
import { notify } from "../ui/notify";
import { SubmitForecastDocument } from "./forecast.gen";
import type { Forecast } from "./MethodBars";
import type { Word } from "./PeopleTable";

const PLACES = ["amount", "note"];

type Props = { part: Forecast["whole"]; month: string; word?: Word; onClose: () => void };

/** Says what somebody will commit in a month: one's own word, or a manager's beside it. Empty takes it back. */
export function WordDialog({ part, month, word, onClose }: Props) {
  const { t } = useLingui();
  const [amount, setAmount] = useState(word?.amount ?? "");
  const [note, setNote] = useState(word?.note ?? "");
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly UserError[]>([]);
  const name = part.name;
  const computed = money(part.commit);
  const of = (field: string) => errors.find((one) => one.field.includes(field))?.message;

  async function send() {
    setBusy(true);
    const outcome = await act(SubmitForecastDocument, {
      input: {
        month,
        level: "COMMIT",
        ownerId: part.ownerId,
        amount: amount === "" ? null : amount,
        note: note.trim() || null,
        version: word?.version,
        idempotencyKey: key,
      },
    });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors);
    notify({ title: amount === "" ? t`The word was taken back` : t`The word was saved` });
    onClose();
  }

  return (
    <FormDialog
      title={t`${name}: ${monthOf(month)}`}
      description={t`Computed from committed deals: ${computed}.`}
      width="md"
      busy={busy}
      errors={errors}
      places={PLACES}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Field label={t`Will be won in the month`} error={of("amount")} hint={t`Leave it empty to take the word back.`}>
        <MoneyInput value={amount} unit={baseCurrency()} onChange={setAmount} />
      </Field>
      <Field label={t`Why`} error={of("note")}>
        <Input value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
