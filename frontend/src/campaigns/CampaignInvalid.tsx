import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { INVALID_REASON } from "../leads/labels";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import type { Campaign } from "./figures";

/** Why sales called leads of the campaign invalid, as it stands now; each number opens these leads. */
export function CampaignInvalid({ campaign }: { campaign: Campaign }) {
  const { t } = useLingui();
  const label = useLabel();
  const { invalid, id } = campaign;
  if (invalid.totalCount === 0) return null;
  const reasons = [...invalid.groups].sort((a, b) => b.count - a.count);
  const most = Math.max(...reasons.map((one) => one.count));
  return (
    <Section
      title={t`Why leads were invalid`}
      actions={<span className="tnum text-ink-3 text-xs">{invalid.totalCount}</span>}
    >
      <ul className="flex flex-col gap-2 text-sm">
        {reasons.map(({ keys, count }) => {
          const reason = keys[0]?.value ?? null;
          const f = {
            campaignId: { eq: id },
            status: { eq: "INVALID" },
            invalidReason: reason ? { eq: reason } : { isNull: true },
          };
          const name = reason ? label(INVALID_REASON, reason) : t`Not known yet`;
          return (
            <li key={reason} className="grid grid-cols-[8rem_minmax(0,1fr)_auto] items-center gap-3">
              <span className="truncate text-ink-2">{name}</span>
              <span aria-hidden className="h-4 rounded bg-hover">
                <span className="block h-full rounded bg-danger/60" style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <Link
                to="/leads"
                search={{ f }}
                aria-label={t`${name}: ${count} leads`}
                className="tnum min-w-6 rounded text-right font-medium text-accent-text hover:underline"
              >
                {count}
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
