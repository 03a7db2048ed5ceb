import { useLingui } from "@lingui/react/macro";
import { CircleAlertIcon, CircleCheckIcon, MailIcon, SendIcon } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useQuery } from "urql";
import { relative } from "../session/formats";
import { useCan } from "../session/viewer";
import { actOrTell, newKey } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { SECURITY } from "./labels";
import {
  MailServerDocument,
  type MailServerRowFragment,
  RemoveMailServerDocument,
  SendTestMailDocument,
} from "./mail.gen";
import { Outbox } from "./Outbox";
import { problemTexts } from "./problems";

const MailServerForm = lazy(() => import("./MailServerForm").then((module) => ({ default: module.MailServerForm })));
/** When to look again at what has become of a test, in milliseconds after it was asked for. */
const LOOKS = [1_500, 4_000, 10_000, 25_000];

/** The server Weir sends its mail through, and what was sent. */
export function MailSection() {
  const { t } = useLingui();
  const mayChange = useCan("settings.admin");
  const [{ data, error }, again] = useQuery({ query: MailServerDocument });
  const [editing, setEditing] = useState(false);
  const [beat, setBeat] = useState(0);
  const [asked, setAsked] = useState(0);
  // A test goes the way of every mail: what became of it is read a little later.
  useEffect(() => {
    if (!asked) return;
    const timers = LOOKS.map((wait) =>
      setTimeout(() => {
        again({ requestPolicy: "network-only" });
        setBeat((now) => now + 1);
      }, wait),
    );
    return () => timers.forEach(clearTimeout);
  }, [asked, again]);
  if (error && !data)
    return <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />;
  if (!data) return <SkeletonRows />;
  const server = data.mailServers.nodes[0];
  const add = mayChange && (
    <Button look="primary" onClick={() => setEditing(true)}>
      {t`Set up the mail server`}
    </Button>
  );
  async function test() {
    const outcome = await actOrTell(SendTestMailDocument, { input: { idempotencyKey: newKey() } });
    if (outcome.ok) setAsked((count) => count + 1);
  }
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2 text-sm">
        {t`Scheduled reports and alerts go out through this server, to each person with what they may see.`}
      </p>
      {server ? (
        <ServerCard server={server} onEdit={() => setEditing(true)} onTest={() => void test()} />
      ) : (
        <EmptyState icon={<MailIcon />} title={t`No mail server yet`} action={add}>
          {t`Until one is set nothing is sent; notices are shown in Weir as always.`}
        </EmptyState>
      )}
      <Outbox beat={beat} />
      <Suspense>
        {editing && (
          <MailServerForm
            server={server}
            onClose={() => setEditing(false)}
            onSet={() => again({ requestPolicy: "network-only" })}
          />
        )}
      </Suspense>
    </div>
  );
}

type CardProps = { server: MailServerRowFragment; onEdit: () => void; onTest: () => void };

function ServerCard({ server, onEdit, onTest }: CardProps) {
  const { t } = useLingui();
  const label = useLabel();
  const mayChange = useCan("settings.admin");
  const [removing, setRemoving] = useState(false);
  const problems = problemTexts(server.problems);
  const since = relative(server.checkedAt);
  const sender = server.fromName ? `${server.fromName} <${server.fromAddress}>` : server.fromAddress;
  async function remove() {
    await actOrTell(RemoveMailServerDocument, { input: { id: server.id, version: server.version ?? 0 } });
    setRemoving(false);
  }
  return (
    <Section title={t`Mail server`}>
      <div className="flex flex-col gap-3 text-sm">
        <p className="flex items-start gap-2">
          <MailIcon className="mt-0.5 size-4 shrink-0 text-ink-3" />
          <span className="min-w-0 flex-1">
            <span className="block break-all font-medium">{sender}</span>
            <span className="block break-all text-ink-3 text-xs">
              {[`${server.host}:${server.port}`, label(SECURITY, server.security), server.userName]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </span>
        </p>
        {problems.map((text) => (
          <p key={text} role="alert" className="flex items-start gap-2 rounded-lg bg-danger-soft p-2.5 text-danger">
            <CircleAlertIcon className="mt-0.5 size-4 shrink-0" />
            {text}
          </p>
        ))}
        {problems.length === 0 && server.checkedAt && (
          <p className="flex items-start gap-2 text-ink-2">
            <CircleCheckIcon className="mt-0.5 size-4 shrink-0 text-good" />
            {t`It took mail ${since}.`}
          </p>
        )}
        {mayChange && (
          <div className="flex flex-wrap gap-2">
            <Button icon={<SendIcon />} onClick={onTest}>{t`Send me a test mail`}</Button>
            <Button onClick={onEdit}>{t`Change`}</Button>
            <Button look="ghost" onClick={() => setRemoving(true)}>{t`Remove`}</Button>
          </div>
        )}
      </div>
      {removing && (
        <Dialog
          open
          width="sm"
          title={t`Remove the mail server?`}
          onClose={() => setRemoving(false)}
          footer={
            <>
              <Button onClick={() => setRemoving(false)}>{t`Cancel`}</Button>
              <Button look="danger" onClick={() => void remove()}>{t`Remove`}</Button>
            </>
          }
        >
          <p className="text-ink-2 text-sm">{t`Its password is forgotten and no mail is sent until there is a server again.`}</p>
        </Dialog>
      )}
    </Section>
  );
}
