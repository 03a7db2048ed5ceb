import { Trans, useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { findUsers } from "../identity/findUsers";
import { act, newKey } from "../sync/act";
import { Button } from "../ui/Button";
import type { Choice } from "../ui/Combobox";
import { Textarea } from "../ui/Input";
import { notify } from "../ui/notify";
import { Segmented } from "../ui/Toggle";
import { CreateCommentDocument, LogActivityDocument } from "./activities.gen";
import { type How, HowPicker, toldBy } from "./HowPicker";
import { KindPicker } from "./KindPicker";
import type { Kind } from "./labels";
import { type Subject, subjectInput } from "./subject";

/** What can be kept word for word. */
const RECORDED: ReadonlySet<Kind> = new Set<Kind>(["CALL", "MESSAGE", "MAIL", "MEETING"]);
const Pick = lazy(() => import("../ui/Pick").then((module) => ({ default: module.Pick })));

/** Writes the next entry of a timeline: something with the customer, or a remark for colleagues. */
export function Composer({ subject }: { subject: Subject }) {
  const { t } = useLingui();
  const [mode, setMode] = useState<"activity" | "comment">("activity");
  const [kind, setKind] = useState<Kind>("CALL");
  const [how, setHow] = useState<How | null>(null);
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  const [mentioned, setMentioned] = useState<readonly Choice[]>([]);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(newKey);

  async function save() {
    setBusy(true);
    setError("");
    const about = subjectInput(subject);
    const outcome =
      mode === "comment"
        ? await act(CreateCommentDocument, {
            input: {
              recordId: subject.id,
              body: text.trim(),
              mentionIds: mentioned.map((one) => one.value),
              idempotencyKey: key,
            },
          })
        : await act(LogActivityDocument, {
            input: {
              ...about,
              kind,
              ...toldBy(kind, how),
              summary: text.trim() || null,
              transcript: (RECORDED.has(kind) && said.trim()) || null,
              occurredAt: new Date().toISOString(),
              idempotencyKey: key,
            },
          });
    setBusy(false);
    if (!outcome.ok) return setError(outcome.errors.map((one) => one.message).join(" "));
    setText("");
    setSaid("");
    setHow(null);
    setMentioned([]);
    setKey(newKey());
    const isKept = !("activity" in outcome.payload && outcome.payload.activity?.recordingRefusedAt);
    notify(
      isKept
        ? { title: mode === "comment" ? t`Comment saved` : t`Activity logged` }
        : {
            title: t`Logged without the words`,
            detail: t`There is no consent to recording from this person. Record it first, then add the words.`,
          },
    );
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
      {mode === "activity" && (
        <>
          <KindPicker value={kind} onChange={setKind} />
          <HowPicker kind={kind} value={how} onChange={setHow} />
        </>
      )}
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
      {mode === "activity" && RECORDED.has(kind) && (
        <details>
          <summary className="min-h-6 cursor-pointer text-ink-3 text-xs">{t`Chat or transcript, word for word`}</summary>
          <Textarea
            rows={4}
            className="mt-1"
            aria-label={t`Chat or transcript, word for word`}
            placeholder={t`Kept only if the person has consented to recording.`}
            value={said}
            maxLength={50_000}
            onChange={(event) => setSaid(event.target.value)}
          />
        </details>
      )}
      {mode === "comment" && (
        <div className="flex flex-wrap items-center gap-1.5">
          <div className="min-h-8 w-56 max-w-full">
            <Suspense>
              <Pick
                aria-label={t`Mention a colleague`}
                placeholder={t`Mention a colleague…`}
                value={null}
                find={findUsers}
                onChange={(choice) => {
                  if (!choice) return;
                  setMentioned((now) => [...now.filter((one) => one.value !== choice.value), choice]);
                  setText((now) => `${now}${now && !now.endsWith(" ") ? " " : ""}@${choice.label} `);
                }}
              />
            </Suspense>
          </div>
          {mentioned.map((one) => (
            <Button
              key={one.value}
              size="sm"
              icon={<XIcon />}
              aria-label={`${t`Remove`}: ${one.label}`}
              onClick={() => setMentioned((now) => now.filter((other) => other !== one))}
            >
              @{one.label}
            </Button>
          ))}
        </div>
      )}
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
