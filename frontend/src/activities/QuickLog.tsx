import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { findRecords } from "../records/findRecords";
import { act, newKey } from "../sync/act";
import { Button } from "../ui/Button";
import type { Choice } from "../ui/Combobox";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Textarea } from "../ui/Input";
import { notify } from "../ui/notify";
import { Pick } from "../ui/Pick";
import { LogActivityDocument } from "./activities.gen";
import { type How, HowPicker, toldBy } from "./HowPicker";
import { KindPicker } from "./KindPicker";
import type { Kind } from "./labels";
import { RecentSubjectsDocument } from "./recent.gen";
import { subjectInput, subjectOf } from "./subject";

/** Logging from the road: tap what it was, tap with whom, save. Words are welcome, not required. */
export function QuickLog({ about, onClose }: { about?: string; onClose: () => void }) {
  const { t } = useLingui();
  const [kind, setKind] = useState<Kind>("CALL");
  const [how, setHow] = useState<How | null>(null);
  const [subject, setSubject] = useState<Choice | null>(null);
  const [text, setText] = useState("");
  const [errors, setErrors] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [key] = useState(newKey);
  const [{ data }] = useQuery({ query: RecentSubjectsDocument, pause: !!about });
  const target = subjectOf(about ?? subject?.value);
  const recent: Choice[] = (data?.deals.nodes ?? []).map((deal) => ({
    value: deal.id,
    label: deal.name,
    note: deal.account?.name,
  }));

  async function save() {
    if (!target) return setErrors([t`Choose who or what this was about`]);
    setBusy(true);
    const outcome = await act(LogActivityDocument, {
      input: {
        ...subjectInput(target),
        kind,
        ...toldBy(kind, how),
        summary: text.trim() || null,
        occurredAt: new Date().toISOString(),
        idempotencyKey: key,
      },
    });
    setBusy(false);
    if (!outcome.ok) return setErrors(outcome.errors.map((one) => one.message));
    notify({ title: t`Activity logged` });
    onClose();
  }

  return (
    <Dialog
      open
      width="sm"
      title={t`Log an activity`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="primary" busy={busy} onClick={save}>
            <Trans>Log</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <KindPicker large value={kind} onChange={setKind} />
        <HowPicker large kind={kind} value={how} onChange={setHow} />
        {!about && (
          <div className="flex flex-col gap-2">
            {recent.length > 0 && (
              <div className="flex gap-2 overflow-x-auto pb-1" role="radiogroup" aria-label={t`Your recent deals`}>
                {recent.map((choice) => (
                  <button
                    key={choice.value}
                    type="button"
                    role="radio"
                    aria-checked={subject?.value === choice.value}
                    onClick={() => setSubject(choice)}
                    className="h-11 max-w-44 shrink-0 rounded-lg border border-line px-3 text-left text-xs hover:bg-hover aria-checked:border-accent aria-checked:bg-accent-soft"
                  >
                    <span className="block truncate font-medium">{choice.label}</span>
                    <span className="block truncate text-ink-3">{choice.note}</span>
                  </button>
                ))}
              </div>
            )}
            <Field label={t`About`} required>
              <Pick
                value={subject}
                onChange={setSubject}
                find={findRecords}
                placeholder={t`Deal, lead, account or contact`}
              />
            </Field>
          </div>
        )}
        <Field label={t`Summary`}>
          <Textarea
            value={text}
            maxLength={10_000}
            onChange={(event) => setText(event.target.value)}
            placeholder={t`What happened?`}
          />
        </Field>
        {errors.length > 0 && (
          <p role="alert" className="text-danger text-sm">
            {errors.join(" ")}
          </p>
        )}
      </div>
    </Dialog>
  );
}
