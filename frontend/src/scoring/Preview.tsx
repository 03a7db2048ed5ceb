import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { number } from "../session/formats";
import { problemOf } from "../sync/problems";
import { ErrorState } from "../ui/ErrorState";
import { Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { GradeGrid } from "./GradeGrid";
import { IntentEffect } from "./Intents";
import type { Draft } from "./model";
import { Spread } from "./Spread";
import { PreviewScoresDocument } from "./scoring.gen";

const PAUSE_MS = 400;

/** What the draft would do to the open leads, shown while it is edited. Nothing is changed by it. */
export function Preview({ draft }: { draft: Draft }) {
  const { t } = useLingui();
  const [asked, setAsked] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  const [{ data, error, fetching }, again] = useQuery({
    query: PreviewScoresDocument,
    variables: { draft: asked as never },
    requestPolicy: "network-only",
  });
  const found = data?.scorePreview;
  const isOld = fetching || asked !== draft;
  return (
    <Section title={t`What these rules would do`} className="max-lg:order-first lg:sticky lg:top-0">
      {error && !found && (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      )}
      {!found && !error && <SkeletonRows rows={5} />}
      {found?.problem && (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger text-sm">
          {found.problem}
        </p>
      )}
      {found && !found.problem && (
        <div aria-busy={isOld} className={isOld ? "opacity-60" : undefined}>
          <Told leads={found.leads} changed={found.changed} isCapped={found.isCapped} />
          <GradeGrid now={found.now.grades} would={found.would.grades} />
          <div className="mt-4 grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-1">
            <Spread title={t`Fit`} now={found.now.fit} would={found.would.fit} borders={[asked.fitB, asked.fitA]} />
            <Spread
              title={t`Engagement`}
              now={found.now.engagement}
              would={found.would.engagement}
              borders={[asked.engagement2, asked.engagement1]}
            />
          </div>
          <Ripe now={found.now.ripe} would={found.would.ripe} />
          {asked.intentIsDerived && (
            <IntentEffect
              now={found.now.intents}
              would={found.would.intents}
              changed={found.intentChanged}
              held={found.intentHeld}
            />
          )}
          <p className="mt-2 text-ink-3 text-xs">{t`Bars: by these rules. Lines: as it is. Dashes: where a grade begins.`}</p>
        </div>
      )}
    </Section>
  );
}

function Told({ leads, changed, isCapped }: { leads: number; changed: number; isCapped: boolean }) {
  const { t } = useLingui();
  const [all, other] = [number(leads), number(changed)];
  return (
    <p role="status" className="mb-2 text-sm">
      <strong className="font-medium">
        {changed === 0 ? t`No lead changes its grade.` : t`${other} leads change their grade.`}
      </strong>{" "}
      <span className="text-ink-2">{isCapped ? t`Of the newest ${all} open leads.` : t`Of ${all} open leads.`}</span>
    </p>
  );
}

function Ripe({ now, would }: { now: number; would: number }) {
  const { t } = useLingui();
  const [is, willBe] = [number(now), number(would)];
  return (
    <p className="mt-3 text-sm">
      {t`${willBe} have what it takes to go to sales.`}{" "}
      {now !== would && <span className="text-ink-2">{t`Now it is ${is}.`}</span>}
    </p>
  );
}
