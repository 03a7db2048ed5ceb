import { useLingui } from "@lingui/react/macro";
import { dateTime } from "../session/formats";
import { Badge } from "../ui/Badge";
import { Section } from "../ui/Page";
import type { LeadFactsFragment } from "./leads.gen";

type Touch = LeadFactsFragment["touches"]["nodes"][number];
type Visit = { at?: string; kind?: string; title?: string; url?: string };

const utmOf = (touch: Touch) => Object.entries((touch.utm ?? {}) as Record<string, string>);
const visitsOf = (touch: Touch) => (touch.visits ?? []) as Visit[];

/** Every time the lead came to us, the first one first. A single touch without a trail is told by the facts already. */
export function LeadTouches({ lead }: { lead: LeadFactsFragment }) {
  const { t } = useLingui();
  const touches = lead.touches.nodes;
  const count = touches.length;
  const hasTrail = touches.some((one) => one.trackingLink || utmOf(one).length > 0 || visitsOf(one).length > 0);
  if (count < 2 && !hasTrail) return null;
  return (
    <Section title={count < 2 ? t`How it came to us` : t`Came to us ${count} times`}>
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
                touch.trackingLink?.name,
                touch.sourceDetail,
                touch.name,
                touch.companyName,
                touch.by?.name,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            <Trail touch={touch} />
            {touch.note && <p className="mt-0.5 whitespace-pre-wrap break-words">{touch.note}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Where somebody came from and what they looked at before, as their browser told with their consent. */
function Trail({ touch }: { touch: Touch }) {
  const { t } = useLingui();
  const utm = utmOf(touch);
  const visits = visitsOf(touch);
  const count = visits.length;
  return (
    <>
      {utm.length > 0 && (
        <p className="mt-1 flex flex-wrap gap-1">
          {utm.map(([name, value]) => (
            <Badge key={name} title={name}>
              {value}
            </Badge>
          ))}
        </p>
      )}
      {count > 0 && (
        <details className="mt-1">
          <summary className="min-h-6 cursor-pointer text-ink-3 text-xs">{t`${count} pages seen before`}</summary>
          <ol className="mt-1 flex flex-col gap-0.5 text-xs">
            {visits.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a visit is its place in the list
              <li key={at} className="flex min-w-0 gap-2">
                <span className="tnum shrink-0 text-ink-3">{one.at && dateTime(one.at)}</span>
                <span className="min-w-0 truncate">{one.title || one.url}</span>
                {one.kind === "download" && (
                  <Badge tone="accent">{t({ message: "Download", context: "a visit" })}</Badge>
                )}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
