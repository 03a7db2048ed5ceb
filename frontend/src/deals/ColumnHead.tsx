import { useLingui } from "@lingui/react/macro";
import { money, number, percent, shortMoney } from "../session/formats";
import { Dot } from "../ui/Badge";
import type { Column } from "./column";

const TONES = { OPEN: "accent", WON: "good", LOST: "bad", INVALID: "plain" } as const;

/** The name of a stage and the figures of all its deals, as the server counts them. */
export function ColumnHead({ column }: { column: Column }) {
  const { t } = useLingui();
  return (
    <header className="px-3 pt-2.5 pb-1.5" title={column.definition ?? undefined}>
      <div className="flex items-center gap-2">
        <Dot tone={TONES[column.type]} />
        <h2 className="min-w-0 truncate font-medium text-sm">{column.name}</h2>
        <span className="tnum text-ink-3 text-xs" data-testid="column-count">
          {number(column.count)}
        </span>
        <span className="flex-1" />
        {column.type === "OPEN" && <span className="tnum text-ink-3 text-xs">{percent(column.probability)}</span>}
      </div>
      <div className="tnum flex items-baseline gap-2 pl-4 text-ink-2 text-xs">
        <span title={money(column.base.toFixed(2))} data-testid="column-sum">
          {shortMoney(column.base)}
        </span>
        {column.type === "OPEN" && column.weighted > 0 && (
          <span className="text-ink-3" title={t`Weighted by probability`}>
            ≈ {shortMoney(column.weighted)}
          </span>
        )}
      </div>
    </header>
  );
}
