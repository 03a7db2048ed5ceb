import { useLingui } from "@lingui/react/macro";
import { useQuery } from "urql";
import { OPEN } from "../leads/labels";
import type { LeadFactsFragment } from "../leads/leads.gen";
import { Section } from "../ui/Page";
import { CaseAdvice } from "./CaseAdvice";
import { LeadProblems } from "./LeadProblems";
import { PlayAdvice } from "./PlayAdvice";
import { LeadSellingDocument } from "./selling.gen";
import { Why } from "./Why";

/** What the tables say about a lead: the play to make next, its problems, and what proves that we solve them. */
export function LeadSelling({ lead }: { lead: LeadFactsFragment }) {
  const { t } = useLingui();
  const [{ data }] = useQuery({
    query: LeadSellingDocument,
    variables: { id: lead.id },
    requestPolicy: "cache-and-network",
  });
  const advice = data?.leadAdvice;
  if (!advice) return null;
  const { plays, problems, cases, values } = advice;
  const isOpen = OPEN.has(lead.status);
  const may = lead.viewerCan.update && isOpen;
  const isWorked = may && lead.status !== "UNASSIGNED";
  if (plays.length + problems.length + cases.length + values.length + lead.problems.length === 0 && !may) return null;
  return (
    <Section title={t`How to win it`}>
      <div className="flex flex-col gap-5">
        <PlayAdvice lead={lead} plays={plays} may={isWorked} />
        <LeadProblems lead={lead} problems={problems} may={may} />
        {cases.length > 0 && (
          <Part title={t`Success cases`}>
            <ul className="flex flex-col divide-y divide-line">
              {cases.map((one) => (
                <CaseAdvice key={one.id} advice={one} lead={lead} may={isWorked} recent={data.activities.nodes} />
              ))}
            </ul>
          </Part>
        )}
        {values.length > 0 && (
          <Part title={t`What it is worth`}>
            <ul className="flex flex-col divide-y divide-line">
              {values.map((one) => (
                <li key={one.id} className="py-2 text-sm first:pt-0">
                  <p className="flex items-baseline gap-2">
                    <span className="min-w-0 flex-1">{one.benefit}</span>
                    {one.number && <span className="tnum shrink-0 font-semibold text-good">{one.number}</span>}
                  </p>
                  {one.proof && <p className="mt-0.5 text-ink-3 text-xs">{one.proof}</p>}
                  <Why why={one.why} />
                </li>
              ))}
            </ul>
          </Part>
        )}
      </div>
    </Section>
  );
}

export function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 font-medium text-ink-3 text-xs">{title}</h3>
      {children}
    </section>
  );
}
