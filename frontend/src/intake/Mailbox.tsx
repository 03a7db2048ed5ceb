import { useLingui } from "@lingui/react/macro";
import { CircleAlertIcon, CircleCheckIcon, MailIcon } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useQuery } from "urql";
import { relative } from "../session/formats";
import { currentLocale } from "../session/settings";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { Button } from "../ui/Button";
import { SkeletonRows } from "../ui/Skeleton";
import { CheckLeadMailboxDocument, LeadMailboxDocument } from "./intake.gen";

const MailboxForm = lazy(() => import("./MailboxForm").then((module) => ({ default: module.MailboxForm })));
type Problem = { code: string; zh: string; en: string };
/** How long a look into a mailbox may take before its answer is asked for once more, in milliseconds. */
const LOOKS = [1_500, 4_000, 10_000];

/** The mailbox of a source: whether it can be read, what to do when it cannot, and the settings of it. */
export function Mailbox({ sourceId, onMail }: { sourceId: string; onMail: (at: string | null) => void }) {
  const { t } = useLingui();
  const mayChange = useCan("settings.admin");
  const [editing, setEditing] = useState(false);
  const [asked, setAsked] = useState(0);
  const [{ data, fetching }, again] = useQuery({ query: LeadMailboxDocument, variables: { id: sourceId } });
  const box = data?.leadSource?.mailboxes.nodes[0];
  const problems = (box?.problems ?? []) as Problem[];
  const chinese = currentLocale().startsWith("zh");
  // A look is a job of its own: what it found is read a little later.
  useEffect(() => {
    if (!asked) return;
    const timers = LOOKS.map((wait) => setTimeout(() => again({ requestPolicy: "network-only" }), wait));
    return () => timers.forEach(clearTimeout);
  }, [asked, again]);
  const arrivedAt = box?.arrivedAt ?? null;
  useEffect(() => onMail(arrivedAt), [onMail, arrivedAt]);
  const looked = () => setAsked((count) => count + 1);
  const since = relative(box?.checkedAt ?? null);
  const last = relative(box?.arrivedAt ?? null);

  async function check() {
    if (box && (await actOrTell(CheckLeadMailboxDocument, { input: { id: box.id } })).ok) looked();
  }

  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">{t`Mailbox`}</h3>
      {!data && fetching ? (
        <SkeletonRows rows={2} />
      ) : (
        <div className="flex flex-col gap-3 rounded-lg border border-line p-3 text-sm">
          {box ? (
            <p className="flex items-start gap-2">
              <MailIcon className="mt-0.5 size-4 shrink-0 text-ink-3" />
              <span className="min-w-0 flex-1">
                <span className="block break-all font-medium">{box.userName}</span>
                <span className="block break-all text-ink-3 text-xs">
                  {[`${box.host}:${box.port}`, box.folder].join(" · ")}
                </span>
              </span>
            </p>
          ) : (
            <p className="text-ink-2">
              {mayChange
                ? t`Say which mailbox is read. Every mail that arrives there becomes a lead.`
                : t`An administrator has to say which mailbox is read.`}
            </p>
          )}
          {problems.map((one) => (
            <p
              key={one.code}
              role="alert"
              className="flex items-start gap-2 rounded-lg bg-danger-soft p-2.5 text-danger"
            >
              <CircleAlertIcon className="mt-0.5 size-4 shrink-0" />
              {chinese ? one.zh : one.en}
            </p>
          ))}
          {box && problems.length === 0 && (
            <p className="flex items-start gap-2 text-ink-2">
              <CircleCheckIcon className="mt-0.5 size-4 shrink-0 text-good" />
              {box.checkedAt
                ? box.arrivedAt
                  ? t`Read ${since}; the last mail came ${last}.`
                  : t`Read ${since}; no mail has come yet.`
                : t`It is looked into for the first time.`}
            </p>
          )}
          {mayChange && (
            <div className="flex flex-wrap gap-2">
              <Button look={box ? "secondary" : "primary"} onClick={() => setEditing(true)}>
                {box ? t`Change the mailbox` : t`Set up the mailbox`}
              </Button>
              {box && <Button onClick={() => void check()}>{t`Look into it now`}</Button>}
            </div>
          )}
        </div>
      )}
      <Suspense>
        {editing && (
          <MailboxForm
            sourceId={sourceId}
            box={box}
            onClose={() => setEditing(false)}
            onSet={() => {
              again({ requestPolicy: "network-only" });
              looked();
            }}
          />
        )}
      </Suspense>
    </section>
  );
}
