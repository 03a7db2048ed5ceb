import { Link } from "@tanstack/react-router";
import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { MEMBER, MEMBER_TONE } from "./labels";

type Membership = { id: string; status: string | null; campaign: { id: string; name: string | null } | null };

/** The campaigns somebody was part of, and how far they went along. */
export function Memberships({ memberships }: { memberships: readonly Membership[] }) {
  const label = useLabel();
  return (
    <ul className="flex flex-col gap-1">
      {memberships.map(
        ({ id, status, campaign }) =>
          campaign && (
            <li key={id} className="flex flex-wrap items-center gap-x-2">
              <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className="hover:underline">
                {campaign.name}
              </Link>
              <Badge tone={MEMBER_TONE[status ?? ""]}>{label(MEMBER, status ?? "")}</Badge>
            </li>
          ),
      )}
    </ul>
  );
}
