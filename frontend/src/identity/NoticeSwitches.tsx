import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useQuery } from "urql";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Checkbox } from "../ui/Checkbox";
import { ErrorState } from "../ui/ErrorState";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { NotificationSwitchesDocument, SilenceNotificationsDocument } from "./switches.gen";

const KIND: Record<string, MessageDescriptor> = {
  MENTION: msg`Somebody mentions me`,
  TASK_ASSIGNED: msg`I get a task`,
  OWNER_CHANGED: msg`I become the owner of a record`,
  FOLLOWED_CHANGE: msg`What I follow has changed`,
  DEAL_CLOSED: msg`A deal is closed`,
  LEAD_WAITS: msg`A lead has waited too long`,
  LEAD_TOUCHED: msg`A lead of mine has come again`,
  LEAD_UNASSIGNED: msg`Nobody could get a lead`,
  REPORT_ALERT: msg`A report's number crosses my threshold`,
  LEAD_RECYCLES: msg`A lead is about to go back to the pool`,
  LEAD_RECYCLED: msg`A lead went back to the pool`,
  ACCOUNT_RECYCLES: msg`An account is about to go back to the pool`,
  ACCOUNT_RECYCLED: msg`An account went back to the pool`,
  LOAD_UNEVEN: msg`Somebody of mine has far more leads than the others`,
  LEAD_SHARED: msg`A lead for our company`,
  LEAD_MERGED: msg`Leads were merged, one of them mine`,
  IMPORT_DONE: msg`An import of mine has finished`,
  EXPORT_DONE: msg`An export of mine is ready`,
  SECURITY: msg`Something about my account's security`,
};

const WHY: Record<string, MessageDescriptor> = {
  MENTION: msg`Stays on: a colleague waits for you.`,
  LEAD_WAITS: msg`Stays on: a customer waits, and it is escalated.`,
  SECURITY: msg`Stays on: it may not have been you.`,
};

/** What one is told of. What others wait for cannot be switched off, and says why. */
export function NoticeSwitches() {
  const { t } = useLingui();
  const label = useLabel();
  const [{ data, error }, again] = useQuery({
    query: NotificationSwitchesDocument,
    requestPolicy: "cache-and-network",
  });
  const [changed, setChanged] = useState<Readonly<Record<string, boolean>>>({});
  const switches = (data?.notificationSwitches ?? []).map((one) => ({ ...one, isOn: changed[one.kind] ?? one.isOn }));
  const set = async (kind: string, isOn: boolean) => {
    setChanged((now) => ({ ...now, [kind]: isOn }));
    const kinds = switches.filter((one) => (one.kind === kind ? !isOn : !one.isOn)).map((one) => one.kind);
    const outcome = await actOrTell(SilenceNotificationsDocument, { input: { kinds } });
    if (!outcome.ok) setChanged((now) => ({ ...now, [kind]: !isOn }));
  };
  return (
    <Section title={t`Notifications`}>
      <p className="mb-2 text-ink-2 text-sm">{t`Tell me when…`}</p>
      {error && !data ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <SkeletonRows rows={6} />
      ) : (
        <ul className="flex flex-col">
          {switches.map((one) => (
            <li key={one.kind}>
              <Checkbox checked={one.isOn} disabled={one.isFixed} onChange={(isOn) => void set(one.kind, isOn)}>
                {label(KIND, one.kind)}
                {one.isFixed && <span className="block text-ink-3 text-xs">{label(WHY, one.kind)}</span>}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
