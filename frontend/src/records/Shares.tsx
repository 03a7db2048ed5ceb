import { Trans, useLingui } from "@lingui/react/macro";
import { UsersRoundIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { findUsers } from "../identity/findUsers";
import { instantAt } from "../session/days";
import { date, dayOf } from "../session/formats";
import { act, actOrTell } from "../sync/act";
import { client } from "../sync/client";
import { problemOf } from "../sync/problems";
import { Avatar } from "../ui/Avatar";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import type { Choice } from "../ui/Combobox";
import { ErrorState } from "../ui/ErrorState";
import { Field } from "../ui/Field";
import { DateInput } from "../ui/Input";
import { notify } from "../ui/notify";
import { Pick } from "../ui/Pick";
import { Select } from "../ui/Select";
import { SkeletonRows } from "../ui/Skeleton";
import {
  AccountSharesDocument,
  ContactSharesDocument,
  ContractSharesDocument,
  DealSharesDocument,
  LeadSharesDocument,
  ShareRecordDocument,
  type ShareRowFragment,
  TeamsDocument,
  UnshareRecordDocument,
} from "./access.gen";

const DOCUMENTS: Record<string, typeof DealSharesDocument> = {
  deal: DealSharesDocument,
  account: AccountSharesDocument as unknown as typeof DealSharesDocument,
  contact: ContactSharesDocument as unknown as typeof DealSharesDocument,
  contract: ContractSharesDocument as unknown as typeof DealSharesDocument,
  lead: LeadSharesDocument as unknown as typeof DealSharesDocument,
};
type Right = "READ" | "EDIT";

/** Who sees this record because somebody shared it, with what right and until when; and sharing it further. */
export function Shares({ id, canShare }: { id: string; canShare: boolean }) {
  const { t } = useLingui();
  const kind = id.slice(0, id.indexOf("_"));
  const document = DOCUMENTS[kind] ?? DealSharesDocument;
  const [{ data, error }, again] = useQuery({ query: document, variables: { id }, requestPolicy: "cache-and-network" });
  const reload = () => again({ requestPolicy: "network-only" });
  const record = data && Object.values(data).find((value) => value && typeof value === "object");
  const shares: readonly ShareRowFragment[] = record ? record.shares.nodes : [];
  if (error && !data) return <ErrorState problem={problemOf(error)} onRetry={reload} />;
  if (!data) return <SkeletonRows rows={2} />;
  return (
    <section aria-label={t`Shared with`}>
      <h3 className="mb-1 font-medium text-ink-2 text-xs">{t`Shared with`}</h3>
      {shares.length === 0 ? (
        <p className="text-ink-3 text-sm">{t`Nobody besides those who see it by their role.`}</p>
      ) : (
        <ul className="divide-y divide-line">
          {shares.map((share) => (
            <ShareLine key={share.id} record={id} share={share} canShare={canShare} onDone={reload} />
          ))}
        </ul>
      )}
      {canShare && <NewShare record={id} onDone={reload} />}
    </section>
  );
}

type LineProps = { record: string; share: ShareRowFragment; canShare: boolean; onDone: () => void };

function ShareLine({ record, share, canShare, onDone }: LineProps) {
  const { t } = useLingui();
  const receiver = share.user ?? share.team;
  const name = receiver?.name ?? t`Somebody`;
  const until = share.expiresAt;
  const ended = !!until && new Date(until) < new Date();
  const day = date(until);

  async function change(part: { right?: Right; expiresAt?: string | null }) {
    if (!receiver) return;
    const kept = { right: share.right, role: share.role, expiresAt: share.expiresAt };
    await actOrTell(ShareRecordDocument, { input: { recordId: record, withId: receiver.id, ...kept, ...part } });
    onDone();
  }
  async function end() {
    const outcome = await actOrTell(UnshareRecordDocument, { input: { id: share.id } });
    if (outcome.ok) notify({ title: t`${name} no longer sees this by a share` });
    onDone();
  }

  return (
    <li className="flex flex-wrap items-center gap-2 py-2">
      <span className="flex min-w-32 flex-1 items-center gap-2 text-sm">
        {share.team ? <UsersRoundIcon className="size-5 text-ink-3" /> : <Avatar name={name} />}
        <span className="truncate">{name}</span>
        {ended && <Badge tone="warn">{t`Expired`}</Badge>}
      </span>
      {canShare ? (
        <>
          <div className="w-28">
            <Select<Right>
              label={t`Right of ${name}`}
              value={share.right}
              options={[
                { value: "READ", label: t`may read` },
                { value: "EDIT", label: t`may edit` },
              ]}
              onChange={(right) => void change({ right })}
            />
          </div>
          <div className="w-38">
            <DateInput
              aria-label={t`Share with ${name} ends on`}
              key={until}
              defaultValue={until ? dayOf(until) : ""}
              onBlur={(event) => {
                const day = event.target.value;
                if (day !== (until ? dayOf(until) : "")) void change({ expiresAt: endOf(day) });
              }}
            />
          </div>
          <IconButton label={t`End the share with ${name}`} icon={<XIcon />} onClick={end} />
        </>
      ) : (
        <span className="text-ink-3 text-xs">
          {share.right === "EDIT" ? t`may edit` : t`may read`}
          {until && ` · ${t`until ${day}`}`}
        </span>
      )}
    </li>
  );
}

function NewShare({ record, onDone }: { record: string; onDone: () => void }) {
  const { t } = useLingui();
  const [receiver, setReceiver] = useState<Choice | null>(null);
  const [right, setRight] = useState<Right>("READ");
  const [until, setUntil] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function share() {
    if (!receiver) return;
    setBusy(true);
    const input = { recordId: record, withId: receiver.value, right, expiresAt: endOf(until) };
    const outcome = await act(ShareRecordDocument, { input });
    setBusy(false);
    if (!outcome.ok) return setProblem(outcome.errors.map((one) => one.message).join(" "));
    const who = receiver.label;
    notify({ title: t`Shared with ${who}` });
    setProblem("");
    setReceiver(null);
    setUntil("");
    onDone();
  }

  return (
    <div className="mt-3 flex flex-col gap-3 rounded-lg bg-hover p-3">
      <Field label={t`Share with`} error={problem}>
        <Pick value={receiver} onChange={setReceiver} find={findReceivers} placeholder={t`A colleague or a team`} />
      </Field>
      <div className="grid grid-cols-2 gap-2">
        <Field label={t`Right`}>
          <Select<Right>
            value={right}
            options={[
              { value: "READ", label: t`may read` },
              { value: "EDIT", label: t`may edit` },
            ]}
            onChange={setRight}
          />
        </Field>
        <Field label={t`Ends on`}>
          <DateInput value={until} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      </div>
      <Button look="primary" busy={busy} disabled={!receiver} onClick={share} className="self-start">
        <Trans>Share</Trans>
      </Button>
    </div>
  );
}

/** The last second of a day. */
const endOf = (day: string) => (day ? instantAt(`${day}T23:59:59`) : null);

async function findReceivers(text: string): Promise<readonly Choice[]> {
  const [people, teams] = await Promise.all([findUsers(text), client.query(TeamsDocument, {}).toPromise()]);
  const fitting = (teams.data?.teams.nodes ?? []).filter((one) => one.name.includes(text));
  return [...people, ...fitting.map((one) => ({ value: one.id, label: one.name }))];
}
