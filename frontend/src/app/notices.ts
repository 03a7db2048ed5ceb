import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useNavigate } from "@tanstack/react-router";
import { useOverlay } from "../ui/useOverlay";
import type { NotificationRowFragment } from "./notifications.gen";

/** What a notice says its actor did. */
export const NOTICE: Record<string, MessageDescriptor> = {
  MENTION: msg`mentioned you`,
  TASK_ASSIGNED: msg`gave you a task`,
  OWNER_CHANGED: msg`changed the owner`,
  BY_RULE: msg`A rule gave you this`,
  FOLLOWED_CHANGE: msg`changed what you follow`,
  DEAL_CLOSED: msg`closed a deal`,
  LEAD_WAITS: msg`A lead is waiting for you`,
  LEAD_TOUCHED: msg`entered your lead once more`,
  LEAD_MERGED: msg`merged leads, one of them yours`,
  LOAD_UNEVEN: msg`Somebody has far more leads than the others`,
  LEAD_SHARED: msg`A lead for your company to bring on`,
  LEAD_UNASSIGNED: msg`Nobody could get a lead`,
  LEAD_RECYCLES: msg`Without follow-up this lead goes back to the pool`,
  LEAD_RECYCLED: msg`Nobody followed up: this lead went back to the pool`,
  ACCOUNT_RECYCLES: msg`Without follow-up this account goes back to the pool`,
  ACCOUNT_RECYCLED: msg`This account went back to the pool`,
  REPORT_ALERT: msg`A number has crossed the border you set`,
  IMPORT_DONE: msg`An import has finished`,
  EXPORT_DONE: msg`Your export is ready`,
  SECURITY: msg`Something about your account's security changed`,
};

/** The page of what a notice is about. */
function addressOf(row: NotificationRowFragment): string | null {
  if (row.contract) return `/contracts/${row.contract.id}`;
  if (row.deal) return `/deals/${row.deal.id}`;
  if (row.account) return `/accounts/${row.account.id}`;
  if (row.lead) return `/leads/${row.lead.id}`;
  if (row.contact) return `/contacts/${row.contact.id}`;
  if (row.report) return `/reports/${row.report.id}`;
  if (row.task) return "/tasks";
  if (row.kind === "LOAD_UNEVEN") return "/load";
  return row.kind === "IMPORT_DONE" ? "/import" : null;
}

/** Leads from a notice to what it is about: a page, or the dialog with the exported file. */
export function useOpenNotice() {
  const navigate = useNavigate();
  const openOverlay = useOverlay();
  return (row: NotificationRowFragment) => {
    const target = addressOf(row);
    if (row.kind === "EXPORT_DONE") void openOverlay("exports");
    else if (target) void navigate({ to: target as "/board" });
  };
}
