import { useLingui } from "@lingui/react/macro";
import { Building2Icon, MagnetIcon, UserRoundIcon } from "lucide-react";
import { Badge } from "../ui/Badge";
import { useLabel } from "../ui/useLabel";
import { LAST_FOLLOW_UP } from "./labels";
import type { Match } from "./useMatches";

const ICON = { lead: MagnetIcon, contact: UserRoundIcon, account: Building2Icon };
const PAGE: Record<string, string> = { lead: "/leads/", contact: "/contacts/", account: "/accounts/" };

/** Who is known already. Of a record out of sight it says who has it, and no more. */
export function MatchList({ matches }: { matches: readonly Match[] }) {
  const { t } = useLingui();
  const label = useLabel();
  const hidden: Record<string, string> = {
    lead: t`A lead you cannot see`,
    contact: t`A contact you cannot see`,
    account: t`An account you cannot see`,
  };
  const by: Record<string, string> = {
    mobile: t`same mobile`,
    email: t`same e-mail`,
    phone: t`same phone`,
    company: t`same company`,
  };
  return (
    <ul className="flex flex-col gap-1.5">
      {matches.map((match, index) => {
        const Icon = ICON[match.object as keyof typeof ICON] ?? MagnetIcon;
        return (
          <li key={match.id ?? `hidden-${index}`} className="flex items-start gap-2 text-sm">
            <Icon className="mt-0.5 size-4 shrink-0 text-ink-3" />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                {match.id ? (
                  <a
                    href={`${PAGE[match.object]}${match.id}`}
                    target="_blank"
                    rel="noreferrer"
                    className="font-medium text-accent-text hover:underline"
                  >
                    {match.title}
                  </a>
                ) : (
                  <span className="font-medium">{hidden[match.object]}</span>
                )}
                <Badge tone={match.strength === "EXACT" ? "bad" : "warn"}>{by[match.matchedBy]}</Badge>
              </span>
              <span className="block text-ink-3 text-xs">
                {[match.owner ?? t`nobody has it yet`, label(LAST_FOLLOW_UP, match.lastFollowUp)].join(" · ")}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
