import { useLingui } from "@lingui/react/macro";
import { CheckIcon, ChevronDownIcon, PlusIcon, XIcon } from "lucide-react";
import { type LeadFactsFragment, UpdateLeadDocument } from "../leads/leads.gen";
import { actOrTell } from "../sync/act";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Part } from "./LeadSelling";
import type { LeadSellingQuery } from "./selling.gen";
import { Why } from "./Why";

type Problem = NonNullable<LeadSellingQuery["leadAdvice"]>["problems"][number];
type Props = { lead: LeadFactsFragment; problems: readonly Problem[]; may: boolean };

/** The problems a lead has, whether we can solve them, and those others like it have. */
export function LeadProblems({ lead, problems, may }: Props) {
  const { t } = useLingui();
  const known = problems.filter((one) => one.isKnown);
  const possible = problems.filter((one) => !one.isKnown);
  const words = lead.problems.filter((word) => !known.some((one) => one.name === word));
  const set = (names: readonly string[]) =>
    void actOrTell(UpdateLeadDocument, { input: { id: lead.id, version: lead.version, problems: [...names] } });
  const without = (name: string) => lead.problems.filter((one) => one !== name);
  if (problems.length + lead.problems.length === 0 && !may) return null;
  return (
    <Part title={t`Problems`}>
      {lead.problems.length === 0 && (
        <p className="mb-2 flex flex-wrap items-center gap-2 text-sm">
          <Badge tone="warn">{t`Unmatched`}</Badge>
          <span className="text-ink-2">
            {possible.length > 0 ? t`No problem known yet. Others like them have these:` : t`No problem known yet.`}
          </span>
        </p>
      )}
      <ul className="flex flex-col divide-y divide-line">
        {known.map((one) => (
          <li key={one.id} className="flex items-start gap-2 py-1.5">
            <CheckIcon className="mt-1.5 size-4 coarse:mt-3.5 shrink-0 text-good" aria-label={t`We can solve it`} />
            <Told problem={one} />
            {may && (
              <IconButton label={t`Remove: ${one.name}`} icon={<XIcon />} onClick={() => set(without(one.name))} />
            )}
          </li>
        ))}
        {words.map((word) => (
          <li key={word} className="flex min-h-9 items-center gap-2 py-1.5 text-sm">
            <span className="min-w-0 flex-1 break-words">{word}</span>
            <Badge title={t`The table of problems has no answer to it`}>{t`No answer yet`}</Badge>
            {may && <IconButton label={t`Remove: ${word}`} icon={<XIcon />} onClick={() => set(without(word))} />}
          </li>
        ))}
        {possible.map((one) => (
          <li key={one.id} className="flex items-start gap-2 py-1.5">
            <Told problem={one} />
            {may && (
              <Button
                size="sm"
                look="ghost"
                icon={<PlusIcon />}
                aria-label={t`Has this problem: ${one.name}`}
                onClick={() => set([...lead.problems, one.name])}
              >
                {t`Has it`}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** A problem; opened, its harm and our answer. */
function Told({ problem }: { problem: Problem }) {
  const { t } = useLingui();
  return (
    <details className="group min-w-0 flex-1">
      <summary className="flex min-h-7 cursor-pointer list-none items-center gap-1 rounded text-sm [&::-webkit-details-marker]:hidden coarse:min-h-11">
        <span className="min-w-0">{problem.name}</span>
        <ChevronDownIcon className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-180 motion-reduce:transition-none" />
      </summary>
      <dl className="mt-1 flex flex-col gap-1 text-sm">
        {problem.harm && (
          <div>
            <dt className="text-ink-3 text-xs">{t`The harm`}</dt>
            <dd className="whitespace-pre-wrap">{problem.harm}</dd>
          </div>
        )}
        {problem.answer && (
          <div>
            <dt className="text-ink-3 text-xs">{t`Our answer`}</dt>
            <dd className="whitespace-pre-wrap">{problem.answer}</dd>
          </div>
        )}
      </dl>
      {problem.why.points > 0 && <Why why={problem.why} />}
    </details>
  );
}
