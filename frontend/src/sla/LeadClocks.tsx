import { useLingui } from "@lingui/react/macro";
import type { LeadFactsFragment } from "../leads/leads.gen";
import { dateTime } from "../session/formats";
import { Badge } from "../ui/Badge";
import { Section } from "../ui/Page";
import { useLabel } from "../ui/useLabel";
import { WAITS_FOR } from "./labels";
import { WaitChip } from "./WaitChip";

type Clock = LeadFactsFragment["clocks"]["nodes"][number];

/** What the lead waits and waited for, and whether it was answered in time. */
export function LeadClocks({ lead }: { lead: LeadFactsFragment }) {
  const { t } = useLingui();
  const label = useLabel();
  const clocks = lead.clocks.nodes;
  if (clocks.length === 0) return null;
  return (
    <Section title={t`Response times`}>
      <ol className="flex flex-col divide-y divide-line">
        {clocks.map((clock) => (
          <li key={clock.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 py-2 text-sm first:pt-0">
            <span className="min-w-0 flex-1 truncate">{label(WAITS_FOR, clock.clock)}</span>
            <Ended clock={clock} />
            <span className="tnum w-full text-ink-3 text-xs">
              {dateTime(clock.startedAt)} → {dateTime(clock.stoppedAt ?? clock.dueAt)}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Ended({ clock }: { clock: Clock }) {
  const { t } = useLingui();
  if (!clock.stoppedAt) return <WaitChip dueAt={clock.dueAt} waitsFor={clock.clock} anyTime />;
  if (!clock.isAnswered) return <Badge>{t`Ended without an answer`}</Badge>;
  return clock.isKept ? <Badge tone="good">{t`In time`}</Badge> : <Badge tone="bad">{t`Late`}</Badge>;
}
