import { useLingui } from "@lingui/react/macro";
import { ChartColumnIcon, TriangleAlertIcon } from "lucide-react";
import type { RefObject } from "react";
import type { Drawing } from "../charts/engine";
import type { Shape } from "../lists/shape";
import { EmptyState } from "../ui/EmptyState";
import { Skeleton } from "../ui/Skeleton";
import { Asked } from "./asking/Asked";
import type { Definition } from "./definition";
import { Facts } from "./Facts";
import { Picture } from "./Picture";
import type { Outcome } from "./useResult";

type Props = {
  name: string;
  definition: Definition;
  outcome: Outcome;
  shape?: Shape;
  drawing?: RefObject<Drawing | null>;
};

/** The figures of a report as they stand: on their way, refused, empty, or drawn with what they are made of. */
export function Preview({ name, definition, outcome, shape, drawing }: Props) {
  const { t } = useLingui();
  const { figures, refused, loading, asked } = outcome;
  return (
    <section aria-label={name} aria-busy={loading} className="relative rounded-xl bg-surface p-4 shadow-lift">
      {loading && figures && <div className="absolute inset-x-4 top-0 h-0.5 animate-pulse bg-accent" />}
      <Asked report={asked} skeleton={<Skeleton className="h-80 w-full" />}>
        {refused ? (
          <div role="alert" className="flex items-start gap-3 rounded-lg bg-warn-soft p-4 text-sm text-warn">
            <TriangleAlertIcon className="mt-0.5 size-4 shrink-0" />
            <p>{refused}</p>
          </div>
        ) : !figures ? null : figures.considered === 0 ? (
          <EmptyState icon={<ChartColumnIcon />} title={t`No records to count`}>
            {t`Nothing fits the filter, or nothing you may see does.`}
          </EmptyState>
        ) : (
          <Picture definition={definition} figures={figures} label={name} drawing={drawing} />
        )}
      </Asked>
      {figures && shape && !refused && <Facts shape={shape} definition={definition} figures={figures} />}
    </section>
  );
}
