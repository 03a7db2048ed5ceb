import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { FileSignatureIcon, OctagonXIcon, RepeatIcon } from "lucide-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useQuery } from "urql";
import { AccountLink } from "../accounts/AccountLink";
import { Tags } from "../accounts/Tags";
import { type Subject, timelineOf } from "../activities/subject";
import { Person } from "../identity/Person";
import { PaymentList } from "../payments/PaymentList";
import { RecordRoom } from "../records/RecordRoom";
import { date, money } from "../session/formats";
import { useCan } from "../session/viewer";
import { Button } from "../ui/Button";
import { Facts } from "../ui/Facts";
import type { MenuEntry } from "../ui/Menu";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { useOverlay } from "../ui/useOverlay";
import { CollectedBar } from "./CollectedBar";
import { ContractBadge } from "./ContractBadge";
import {
  type ContractFactsFragment,
  ContractPageDocument,
  RestoreContractDocument,
  VoidContractDocument,
} from "./contracts.gen";
import { CONTRACT_TYPE } from "./labels";
import { PlanTable } from "./PlanTable";

const ContractForm = lazy(() => import("./ContractForm").then((module) => ({ default: module.ContractForm })));
const SignDialog = lazy(() => import("./ContractDialogs").then((module) => ({ default: module.SignDialog })));
const TerminateDialog = lazy(() => import("./ContractDialogs").then((module) => ({ default: module.TerminateDialog })));

const route = getRouteApi("/contracts/$contractId");

/** One contract: its facts, its plan, what came in for it, and what happened with it. */
export function ContractPage() {
  const { t } = useLingui();
  const { contractId } = route.useParams();
  const open = useOverlay();
  const subject = useMemo<Subject>(() => ({ kind: "contract", id: contractId }), [contractId]);
  const [{ data, ...reading }, again] = useQuery({
    query: ContractPageDocument,
    variables: { id: contractId, ...timelineOf(subject) },
  });
  const [dialog, setDialog] = useState<"sign" | "terminate" | null>(null);
  const mayCreate = useCan("contract.create");
  const maySign = useCan("contract.sign");
  const mayTerminate = useCan("contract.terminate");
  const contract = data?.contract;
  const close = () => setDialog(null);
  const readAgain = () => again({ requestPolicy: "network-only" });
  const isDraft = !!contract && !contract.signedOn;

  function own(): MenuEntry[] {
    if (!contract) return [];
    return [
      ...(mayCreate && contract.account
        ? [
            {
              label: t`New contract of this customer`,
              icon: <RepeatIcon />,
              onSelect: () => open("contract", contract.account?.id),
            },
          ]
        : []),
      {
        label: t`Terminate`,
        icon: <OctagonXIcon />,
        disabled: !mayTerminate || !contract.viewerCan.update || isDraft || !!contract.terminatedOn,
        onSelect: () => setDialog("terminate"),
      },
    ];
  }

  return (
    <RecordRoom
      subject={subject}
      record={contract}
      reading={reading}
      again={again}
      texts={{ missing: t`This contract does not exist, or you may not see it`, voided: t`The contract was voided` }}
      voids={VoidContractDocument}
      restores={RestoreContractDocument}
      subtitle={
        contract && (
          <>
            {contract.number} <ContractBadge status={contract.status ?? ""} />
          </>
        )
      }
      above={contract && <CollectedBar contract={contract} />}
      actions={
        isDraft &&
        maySign &&
        contract.viewerCan.update && (
          <Button look="primary" icon={<FileSignatureIcon />} onClick={() => setDialog("sign")} aria-label={t`Sign`}>
            <span className="hidden sm:inline">
              <Trans>Sign</Trans>
            </span>
          </Button>
        )
      }
      entries={({ access, transfer, voiding }) => [...own(), { kind: "separator" }, access, transfer, voiding]}
      form={(done) => contract && <ContractForm contract={contract} onClose={done} />}
      aside={contract && <ContractFacts contract={contract} renewals={contract.renewals.nodes} />}
    >
      {contract && <PlanTable contract={contract} />}
      {contract && (
        <PaymentList
          contractId={contract.id}
          currency={contract.amount?.currency}
          payments={contract.payments.nodes}
          isOpen={!isDraft}
          onChanged={readAgain}
        />
      )}
      <Suspense>
        {contract && dialog === "sign" && <SignDialog contract={contract} onClose={close} />}
        {contract && dialog === "terminate" && <TerminateDialog contract={contract} onClose={close} />}
      </Suspense>
    </RecordRoom>
  );
}

type Ref = { id: string; name: string };

function ContractFacts({ contract, renewals }: { contract: ContractFactsFragment; renewals: readonly Ref[] }) {
  const { t } = useLingui();
  const label = useLabel();
  const { account, deal, signerContact, renewalOf, amount } = contract;
  const ended = contract.terminatedOn && [date(contract.terminatedOn, "long"), contract.terminationReason].join(": ");
  return (
    <Section title={t`Facts`}>
      <p className="flex flex-wrap items-center gap-2">
        <span className="tnum font-semibold text-2xl tracking-tight">
          {amount ? money(amount.amount, amount.currency) : "—"}
        </span>
        <ContractBadge status={contract.status ?? ""} />
      </p>
      <div className="mt-3">
        <Facts
          facts={[
            { label: t`Account`, value: account && <AccountLink account={account} className="text-accent-text" /> },
            {
              label: t`Deal`,
              value: deal && (
                <Link to="/deals/$dealId" params={{ dealId: deal.id }} className="text-accent-text hover:underline">
                  {deal.name}
                </Link>
              ),
            },
            { label: t`Owner`, value: <Person user={contract.owner} /> },
            { label: t`Type`, value: label(CONTRACT_TYPE, contract.type ?? "") },
            { label: t`Signed on`, value: contract.signedOn && date(contract.signedOn, "long") },
            {
              label: t`Signed by`,
              value: signerContact && (
                <Link
                  to="/contacts/$contactId"
                  params={{ contactId: signerContact.id }}
                  className="text-accent-text hover:underline"
                >
                  {signerContact.name}
                </Link>
              ),
            },
            { label: t`Starts`, value: contract.startDate && date(contract.startDate, "long") },
            {
              label: t({ message: "Ends", context: "a contract" }),
              value: contract.endDate && date(contract.endDate, "long"),
            },
            ...(ended ? [{ label: t`Ended early`, value: ended }] : []),
            { label: t`Renews`, value: renewalOf && <ContractLink contract={renewalOf} /> },
            ...renewals.map((one) => ({ label: t`Renewed by`, value: <ContractLink contract={one} /> })),
            { label: t`Tags`, value: contract.tags.length > 0 ? <Tags tags={contract.tags} /> : null },
            { label: t`Created`, value: date(contract.createdAt) },
          ]}
        />
      </div>
      {contract.description && (
        <p className="mt-3 whitespace-pre-wrap border-line border-t pt-3 text-sm">{contract.description}</p>
      )}
    </Section>
  );
}

function ContractLink({ contract }: { contract: Ref }) {
  return (
    <Link to="/contracts/$contractId" params={{ contractId: contract.id }} className="text-accent-text hover:underline">
      {contract.name}
    </Link>
  );
}
