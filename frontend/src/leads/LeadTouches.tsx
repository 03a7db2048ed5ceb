import { useLingui } from "@lingui/react/macro";
import { dateTime } from "../session/formats";
import { Badge } from "../ui/Badge";
import { Section } from "../ui/Page";
import type { LeadFactsFragment } from "./leads.gen";

/** Every time the lead came to us, the first one first. A single touch is told by the facts already. */
export function LeadTouches({ lead }: { lead: LeadFactsFragment }) {
  const { t } = useLingui();
  const touches = lead.touches.nodes;
  const count = touches.length;
  if (count < 2) return null;
  return (
    <Section title={t`Came to us ${count} times`}>
      <ol className="divide-y divide-line">
        {touches.map((touch) => (
          <li key={touch.id} className="py-2 text-sm">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{touch.source ?? t`Source unknown`}</span>
              {touch.isFirst && <Badge tone="accent">{t`First touch`}</Badge>}
              <span className="text-ink-3 text-xs">{dateTime(touch.at)}</span>
            </p>
            <p className="text-ink-3 text-xs">
              {[
                touch.campaign?.name,
                touch.channel?.name,
                touch.sourceDetail,
                touch.name,
                touch.companyName,
                touch.by?.name,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            {touch.note && <p className="mt-0.5 whitespace-pre-wrap break-words">{touch.note}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
