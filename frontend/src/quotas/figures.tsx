import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { recordsBehind } from "../reports/records";
import { money, number } from "../session/formats";
import type { Where } from "../views/definition";
import type { StandingFragment } from "./quotas.gen";

export const share = (value: number | null) => (value === null ? "–" : `${(value * 100).toFixed(1)}%`);
export const times = (value: number | null) => (value === null ? "–" : value.toFixed(2));

/** An amount in a currency, or a count where customers are counted. */
export const worth = (value: string | number | null, currency: string | null) =>
  value === null ? "–" : currency ? money(value, currency) : number(value);

/** What is open against what is left to reach; ∞ when nothing is left. */
export const coverage = (one: StandingFragment) =>
  one.isMet ? "∞" : one.coverage === null ? "–" : times(one.coverage);

type Counted = { source?: string; where: unknown; name: string; children: ReactNode };

/** A number that opens the records it counts. */
export function Behind({ source = "deal", where, name, children }: Counted) {
  const { t } = useLingui();
  if (!where) return <span className="text-ink-3">{children}</span>;
  return (
    <Link
      {...recordsBehind(source, where as Where)}
      aria-label={t`${name}: show the records`}
      className="text-accent-text hover:underline"
    >
      {children}
    </Link>
  );
}

/** How far somebody has come towards the target (the end of the track, or past it), and where the calendar stands. */
export function Bullet({ one, most, passed }: { one: StandingFragment; most: number; passed: number | null }) {
  if (one.attainment === null) return <div aria-hidden className="h-2.5" />;
  const at = (value: number) => `${(Math.min(value, most) / most) * 100}%`;
  const behind = passed !== null && one.attainment < passed;
  return (
    <div aria-hidden className="relative h-2.5">
      <div className="absolute inset-y-0 left-0 rounded-full bg-line" style={{ width: at(1) }} />
      <div
        className={`absolute inset-y-0 left-0 rounded-full ${behind ? "bg-warn" : "bg-accent"}`}
        style={{ width: at(one.attainment) }}
      />
      {passed !== null && <div className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: at(passed) }} />}
    </div>
  );
}
