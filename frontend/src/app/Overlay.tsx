import { lazy, Suspense } from "react";

const DealForm = lazy(() => import("../deals/DealForm").then((module) => ({ default: module.DealForm })));
const AccountForm = lazy(() => import("../accounts/AccountForm").then((module) => ({ default: module.AccountForm })));
const ContactForm = lazy(() => import("../contacts/ContactForm").then((module) => ({ default: module.ContactForm })));
const ContractForm = lazy(() =>
  import("../contracts/ContractForm").then((module) => ({ default: module.ContractForm })),
);
const PaymentForm = lazy(() => import("../payments/PaymentForm").then((module) => ({ default: module.PaymentForm })));
const LeadForm = lazy(() => import("../leads/LeadForm").then((module) => ({ default: module.LeadForm })));
const CampaignForm = lazy(() =>
  import("../campaigns/CampaignForm").then((module) => ({ default: module.CampaignForm })),
);
const TaskForm = lazy(() => import("../tasks/TaskForm").then((module) => ({ default: module.TaskForm })));
const QuickLog = lazy(() => import("../activities/QuickLog").then((module) => ({ default: module.QuickLog })));
const ExportFilesDialog = lazy(() =>
  import("../lists/ExportFilesDialog").then((module) => ({ default: module.ExportFilesDialog })),
);

/** The dialog named in the address. */
export function Overlay({ name, about, onClose }: { name: string; about?: string; onClose: () => void }) {
  const accountId = about?.startsWith("account_") ? about : undefined;
  return (
    <Suspense>
      {name === "deal" && <DealForm accountId={accountId} onClose={onClose} />}
      {name === "contract" && <ContractForm about={about} onClose={onClose} />}
      {name === "payment" && <PaymentForm contractId={about} onClose={onClose} />}
      {name === "lead" && <LeadForm onClose={onClose} />}
      {name === "campaign" && <CampaignForm onClose={onClose} />}
      {name === "account" && <AccountForm onClose={onClose} />}
      {name === "contact" && <ContactForm accountId={accountId} onClose={onClose} />}
      {name === "task" && <TaskForm about={about} onClose={onClose} />}
      {name === "activity" && <QuickLog about={about} onClose={onClose} />}
      {name === "exports" && <ExportFilesDialog onClose={onClose} />}
    </Suspense>
  );
}
