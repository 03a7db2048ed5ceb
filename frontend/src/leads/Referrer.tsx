import { Link } from "@tanstack/react-router";
import { AccountLink } from "../accounts/AccountLink";
import type { LeadFactsFragment } from "./leads.gen";

/** Who told them of us: the customer, and whom of it. */
export function Referrer({ lead }: { lead: LeadFactsFragment }) {
  const { referrerAccount, referrerContact } = lead;
  return (
    <span className="flex flex-col items-start">
      {referrerAccount && <AccountLink account={referrerAccount} className="text-accent-text" />}
      {referrerContact && (
        <Link
          to="/contacts/$contactId"
          params={{ contactId: referrerContact.id }}
          className="text-accent-text hover:underline"
        >
          {referrerContact.name}
        </Link>
      )}
    </span>
  );
}
