import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import {
  ArchiveIcon,
  ArrowRightLeftIcon,
  EllipsisVerticalIcon,
  KeyRoundIcon,
  MessageSquarePlusIcon,
  PencilIcon,
  PlusIcon,
} from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "urql";
import { type Subject, timelineOf } from "../activities/subject";
import { Person } from "../identity/Person";
import { Masked } from "../records/Masked";
import { RecordTabs } from "../records/RecordTabs";
import { dateTime, money, number } from "../session/formats";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { Menu } from "../ui/Menu";
import { notify } from "../ui/notify";
import { Section } from "../ui/Page";
import { RecordPage } from "../ui/RecordPage";
import { useLabel } from "../ui/useLabel";
import { useOverlay } from "../ui/useOverlay";
import { AccountLink } from "./AccountLink";
import { AccountContacts, AccountDeals } from "./AccountLists";
import { AccountPageDocument, RestoreAccountDocument, VoidAccountDocument } from "./accounts.gen";
import { ACCOUNT_TONE, ACCOUNT_TYPE } from "./labels";
import { Tags } from "./Tags";

const AccountForm = lazy(() => import("./AccountForm").then((module) => ({ default: module.AccountForm })));
const AccessDialog = lazy(() => import("../records/AccessDialog").then((module) => ({ default: module.AccessDialog })));
const TransferDialog = lazy(() =>
  import("../records/TransferDialog").then((module) => ({ default: module.TransferDialog })),
);

const route = getRouteApi("/accounts/$accountId");

export function AccountPage() {
  const { t } = useLingui();
  const label = useLabel();
  const { accountId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  const open = useOverlay();
  const subject = useMemo<Subject>(() => ({ kind: "account", id: accountId }), [accountId]);
  const [{ data, error, fetching }, again] = useQuery({
    query: AccountPageDocument,
    variables: { id: accountId, ...timelineOf(subject) },
  });
  const [dialog, setDialog] = useState<"edit" | "transfer" | "access" | null>(null);
  const account = data?.account;
  const problem =
    error && !data
      ? problemOf(error)
      : data && !account && !fetching
        ? { kind: "missing", title: t`This account does not exist, or you may not see it` }
        : null;

  async function voidIt() {
    if (!account) return;
    const outcome = await actOrTell(VoidAccountDocument, { input: { id: account.id, version: account.version } });
    if (!outcome.ok) return;
    notify({
      title: t`The account was voided`,
      undo: { label: t`Undo`, run: () => void actOrTell(RestoreAccountDocument, { input: { id: account.id } }) },
    });
    void navigate({ to: "/accounts" });
  }

  return (
    <RecordPage
      title={account?.name}
      subtitle={account?.number}
      loading={!data && fetching}
      problem={problem}
      onRetry={() => again({ requestPolicy: "network-only" })}
      actions={
        account && (
          <>
            <Button
              icon={<MessageSquarePlusIcon />}
              onClick={() => open("activity", account.id)}
              aria-label={t`Log an activity`}
            >
              <span className="hidden md:inline">
                <Trans>Log</Trans>
              </span>
            </Button>
            {account.viewerCan.update && (
              <Button icon={<PencilIcon />} onClick={() => setDialog("edit")} aria-label={t`Edit`}>
                <span className="hidden md:inline">
                  <Trans>Edit</Trans>
                </span>
              </Button>
            )}
            <Menu
              label={t`More`}
              trigger={<IconButton label={t`More`} icon={<EllipsisVerticalIcon />} />}
              entries={() => [
                { label: t`New deal`, icon: <PlusIcon />, onSelect: () => open("deal", account.id) },
                { label: t`New contact`, icon: <PlusIcon />, onSelect: () => open("contact", account.id) },
                { kind: "separator" },
                { label: t`Access and following`, icon: <KeyRoundIcon />, onSelect: () => setDialog("access") },
                {
                  label: t`Transfer the owner`,
                  icon: <ArrowRightLeftIcon />,
                  disabled: !account.viewerCan.transfer,
                  onSelect: () => setDialog("transfer"),
                },
                {
                  label: t`Void`,
                  icon: <ArchiveIcon />,
                  danger: true,
                  disabled: !account.viewerCan.void,
                  onSelect: () => void voidIt(),
                },
              ]}
            />
          </>
        )
      }
      aside={
        account && (
          <>
            <Section title={t`Facts`}>
              <Facts
                facts={[
                  {
                    label: t`Type`,
                    value: <Badge tone={ACCOUNT_TONE[account.type]}>{label(ACCOUNT_TYPE, account.type)}</Badge>,
                  },
                  { label: t`Owner`, value: <Person user={account.owner} /> },
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
              {account.description && (
                <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-sm">{account.description}</p>
              )}
            </Section>
            <AccountContacts account={account} />
          </>
        )
      }
    >
      {account && <AccountDeals account={account} />}
      <RecordTabs
        subject={subject}
        tab={tab}
        onTab={(next) => navigate({ search: (now) => ({ ...now, tab: next }), replace: true })}
      />
      <Suspense>
        {account && dialog === "access" && (
          <AccessDialog
            id={account.id}
            name={account.name}
            canShare={account.viewerCan.share}
            onClose={() => setDialog(null)}
          />
        )}
        {account && dialog === "edit" && <AccountForm account={account} onClose={() => setDialog(null)} />}
        {account && dialog === "transfer" && (
          <TransferDialog
            id={account.id}
            version={account.version}
            name={account.name}
            onClose={() => setDialog(null)}
            onDone={() => again({ requestPolicy: "network-only" })}
          />
        )}
      </Suspense>
    </RecordPage>
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
