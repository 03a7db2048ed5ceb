import { useLingui } from "@lingui/react/macro";
import { ScaleIcon } from "lucide-react";
import { useQuery } from "urql";
import { problemOf } from "../sync/problems";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Page, Section } from "../ui/Page";
import { SkeletonRows } from "../ui/Skeleton";
import { LoadChart } from "./LoadChart";
import { LoadTable } from "./LoadTable";
import { LeadLoadDocument } from "./load.gen";

/** Who has how many leads, and who far more than the others. Every number opens its leads. */
export function LoadPage() {
  const { t } = useLingui();
  const [{ data, error }, again] = useQuery({ query: LeadLoadDocument, requestPolicy: "cache-and-network" });
  const load = data?.leadLoad;
  const uneven = load?.people.filter((one) => one.isUneven) ?? [];
  const names = uneven.map((one) => one.name).join(t({ message: ", ", context: "between names" }));
  return (
    <Page title={t`Lead load`}>
      <div className="mx-auto flex max-w-5xl flex-col gap-4 p-3 md:p-6">
        {error && !data ? (
          <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
        ) : !load ? (
          <SkeletonRows rows={8} />
        ) : load.people.length === 0 ? (
          <EmptyState icon={<ScaleIcon />} title={t`Nobody here has leads`}>
            {t`Who sells in your department will stand here.`}
          </EmptyState>
        ) : (
          <>
            {uneven.length > 0 && (
              <p role="status" className="rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
                {t`${names}: more than one and a half times the average. Choose some in their list and transfer them.`}
              </p>
            )}
            <Section title={t`Open leads`}>
              <LoadChart load={load} />
            </Section>
            <Section title={t`By person`}>
              <LoadTable load={load} />
              <p className="mt-3 text-ink-3 text-xs">
                {t`In progress: pending or being worked. Capacity: what their lead pool lets them hold. First response: on average over 30 days, by the clock.`}
              </p>
            </Section>
          </>
        )}
      </div>
    </Page>
  );
}
