import { useLingui } from "@lingui/react/macro";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { LockIcon, LockOpenIcon, PlusIcon, SendIcon, UndoIcon, WavesIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "urql";
import { type Subject, timelineOf } from "../activities/subject";
import { ContractsOf } from "../contracts/ContractsOf";
import { Person } from "../identity/Person";
import { CustomFacts } from "../records/CustomFacts";
import { Masked } from "../records/Masked";
import { RecordRoom } from "../records/RecordRoom";
import { dateTime, money, number } from "../session/formats";
import { useCan } from "../session/viewer";
import { Badge } from "../ui/Badge";
import { EmptyState } from "../ui/EmptyState";
import { Facts } from "../ui/Facts";
import type { MenuEntry } from "../ui/Menu";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { useOverlay } from "../ui/useOverlay";
import { AccountBar } from "./AccountBar";
import type { AccountDialogName } from "./AccountDialogs";
import { AccountLink } from "./AccountLink";
import { AccountContacts, AccountDeals } from "./AccountLists";
import { AccountPageDocument, RestoreAccountDocument, VoidAccountDocument } from "./accounts.gen";
import { ACCOUNT_TIER, ACCOUNT_TONE, ACCOUNT_TYPE } from "./labels";
import { Referrals } from "./Referrals";
import { Tags } from "./Tags";
import { useAccountVerbs } from "./useAccountVerbs";

const AccountDialog = lazy(() => import("./AccountDialogs").then((module) => ({ default: module.AccountDialog })));
const AccountForm = lazy(() => import("./AccountForm").then((module) => ({ default: module.AccountForm })));

const route = getRouteApi("/accounts/$accountId");

export function AccountPage() {
  const { t } = useLingui();
  const label = useLabel();
  const { accountId } = route.useParams();
  const open = useOverlay();
  const subject = useMemo<Subject>(() => ({ kind: "account", id: accountId }), [accountId]);
  const [{ data, ...reading }, again] = useQuery({
    query: AccountPageDocument,
    variables: { id: accountId, ...timelineOf(subject) },
  });
  const account = data?.account;
  const verbs = useAccountVerbs(account);
  const [dialog, setDialog] = useState<AccountDialogName | null>(null);
  const navigate = useNavigate();
  const canAssign = useCan("account.assign");
  const waits = !!account && !account.owner && !!account.pool;
  // Its people, deals and past are nobody's yet; who manages the department it waits in sees them all the same.
  const sealed = waits && !account.viewerCan.update;

  function own(): MenuEntry[] {
    if (!account?.viewerCan.update || !(account.pool || canAssign)) return [];
    const entries: MenuEntry[] = [{ kind: "separator" }];
    const { owner, isLocked } = account;
    if (!owner && canAssign)
      entries.push(
        { label: t`Assign`, icon: <SendIcon />, onSelect: () => setDialog("assign") },
        { label: t`Move to another pool`, icon: <WavesIcon />, onSelect: () => setDialog("pool") },
      );
    if (owner && canAssign && account.pool)
      entries.push(
        isLocked
          ? { label: t`Unlock`, icon: <LockOpenIcon />, onSelect: verbs.unlock }
          : { label: t`Lock`, icon: <LockIcon />, onSelect: verbs.lock },
      );
    if (owner) entries.push({ label: t`Give back`, icon: <UndoIcon />, onSelect: () => setDialog("return") });
    return entries;
  }

  return (
    <RecordRoom
      subject={subject}
      record={account}
      reading={reading}
      again={again}
      texts={{
        missing: t`This account does not exist, or you may not see it`,
        voided: t`The account was voided`,
      }}
      voids={VoidAccountDocument}
      restores={RestoreAccountDocument}
      subtitle={account?.number}
      above={account && <AccountBar account={account} verbs={verbs} onAssign={() => setDialog("assign")} />}
      closed={waits}
      sealed={sealed}
      entries={({ access, transfer, voiding }) => [
        { label: t`New deal`, icon: <PlusIcon />, disabled: waits, onSelect: () => open("deal", accountId) },
        { label: t`New contact`, icon: <PlusIcon />, disabled: waits, onSelect: () => open("contact", accountId) },
        ...own(),
        { kind: "separator" },
        access,
        transfer,
        voiding,
      ]}
      form={(close) => account && <AccountForm account={account} onClose={close} />}
      aside={
        account && (
          <>
            <Section title={t`Facts`}>
              <Facts
                isBrief={sealed}
                facts={[
                  {
                    label: t`Type`,
                    value: <Badge tone={ACCOUNT_TONE[account.type]}>{label(ACCOUNT_TYPE, account.type)}</Badge>,
                  },
                  {
                    label: t({ message: "Tier", context: "of an account" }),
                    value: account.tier && label(ACCOUNT_TIER, account.tier),
                  },
                  { label: t`Owner`, value: <Person user={account.owner} /> },
                  { label: t`Account pool`, value: account.pool?.name },
                  { label: t`Industry`, value: account.industry },
                  { label: t`Region`, value: account.region },
                  {
                    label: t`Phone`,
                    value: (
                      <Masked
                        id={account.id}
                        field="phone"
                        value={account.phone}
                        masked={account.maskedFields.includes("phone")}
                        closed={sealed}
                        href={(value) => `tel:${value}`}
                      />
                    ),
                  },
                  { label: t`Website`, value: account.website && <Website url={account.website} /> },
                  { label: t`Address`, value: account.address },
                  { label: t`Employees`, value: account.employees === null ? null : number(account.employees) },
                  {
                    label: t`Annual revenue`,
                    value: account.revenue && money(account.revenue.amount, account.revenue.currency),
                  },
                  { label: t`Unified credit code`, value: account.unifiedCreditCode },
                  {
                    label: t`Parent company`,
                    value: account.parent && <AccountLink account={account.parent} className="text-accent-text" />,
                  },
                  { label: t`Tags`, value: account.tags.length > 0 ? <Tags tags={account.tags} /> : null },
                  { label: t`Last contact`, value: account.lastInteractionAt && dateTime(account.lastInteractionAt) },
                ]}
              />
              {!sealed && <CustomFacts object="account" id={account.id} />}
              {account.description && (
                <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-sm">{account.description}</p>
              )}
            </Section>
            {!sealed && <AccountContacts account={account} />}
            <Referrals accountId={account.id} />
          </>
        )
      }
    >
      {sealed && (
        <Section>
          <EmptyState icon={<LockIcon />} title={t`Not claimed yet`}>
            {t`Whoever claims it sees its people, deals and activities, and its whole phone number.`}
          </EmptyState>
        </Section>
      )}
      {account && !sealed && <AccountDeals account={account} />}
      {account && !sealed && <ContractsOf id={account.id} canCreate={!waits} />}
      <Suspense>
        {account && dialog && (
          <AccountDialog
            account={account}
            name={dialog}
            onClose={() => setDialog(null)}
            onGone={() => void navigate({ to: "/accounts" })}
          />
        )}
      </Suspense>
    </RecordRoom>
  );
}

/** Only web addresses become links: a javascript: address stays text. */
function Website({ url }: { url: string }) {
  const address = /^https?:\/\//i.test(url) ? url : /^[\w-]+(\.[\w-]+)+/.test(url) ? `https://${url}` : null;
  if (!address) return url;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener" className="break-all text-accent-text hover:underline">
      {url}
    </a>
  );
}
