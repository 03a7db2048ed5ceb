import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { act, newKey } from "../sync/act";
import { Button } from "../ui/Button";
import { Textarea } from "../ui/Input";
import { notify } from "../ui/notify";
import { Segmented } from "../ui/Toggle";
import { CreateCommentDocument, LogActivityDocument } from "./activities.gen";
import { KindPicker } from "./KindPicker";
import type { Kind } from "./labels";
import { type Subject, subjectInput } from "./subject";

/** Writes the next entry of a timeline: something with the customer, or a remark for colleagues. */
export function Composer({ subject }: { subject: Subject }) {
  const { t } = useLingui();
  const [mode, setMode] = useState<"activity" | "comment">("activity");
  const [kind, setKind] = useState<Kind>("CALL");
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(newKey);

  async function save() {
    setBusy(true);
    setError("");
    const about = subjectInput(subject);
    const outcome =
      mode === "comment"
        ? await act(CreateCommentDocument, { input: { recordId: subject.id, body: text.trim(), idempotencyKey: key } })
        : await act(LogActivityDocument, {
            input: {
              ...about,
              kind,
              summary: text.trim() || null,
              occurredAt: new Date().toISOString(),
              idempotencyKey: key,
            },
          });
    setBusy(false);
    if (!outcome.ok) return setError(outcome.errors.map((one) => one.message).join(" "));
    setText("");
    setKey(newKey());
    notify({ title: mode === "comment" ? t`Comment saved` : t`Activity logged` });
  }

  return (
    <div className="flex flex-col gap-2 rounded-xl border border-line p-2.5">
      <Segmented
        label={t`What to write`}
        className="self-start"
        value={mode}
        onChange={setMode}
        options={[
          { value: "activity", label: t`Activity` },
          { value: "comment", label: t`Comment` },
        ]}
      />
      {mode === "activity" && <KindPicker value={kind} onChange={setKind} />}
      <Textarea
        rows={2}
        aria-label={mode === "comment" ? t`Comment` : t`What happened?`}
        placeholder={mode === "comment" ? t`Write to your colleagues…` : t`What happened?`}
        value={text}
        maxLength={10_000}
        aria-invalid={error ? true : undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim() && void save()}
      />
      <div className="flex items-center gap-2">
        <p role="alert" className="min-w-0 flex-1 text-danger text-xs">
          {error}
        </p>
        <Button look="primary" size="sm" busy={busy} disabled={!text.trim()} onClick={save}>
          {mode === "comment" ? <Trans>Comment</Trans> : <Trans>Log</Trans>}
        </Button>
      </div>
    </div>
  );
}
