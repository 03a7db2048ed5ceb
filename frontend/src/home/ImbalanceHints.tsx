import { useLingui } from "@lingui/react/macro";
import { ArrowDownIcon, ArrowUpIcon } from "lucide-react";
import { ENOUGH, FEW, type Hint, hintsOf, PILED } from "./imbalance";
import type { Row, Stage } from "./managerTable";

/** Beside a number that stands out: more than usual, or fewer. */
export function HintMark({ hint }: { hint: Hint | undefined }) {
  const { t } = useLingui();
  if (!hint) return null;
  const Icon = hint.kind === "piled" ? ArrowUpIcon : ArrowDownIcon;
  const label = hint.kind === "piled" ? t`more than usual` : t`fewer than usual`;
  return (
    <span role="img" aria-label={label} title={label} className="inline-block align-middle text-warn">
      <Icon className="size-3.5" aria-hidden />
    </span>
  );
}

/** Who to talk with about which stage, in words, and the rule they come from. */
export function ImbalanceHints({ rows, stages }: { rows: readonly Row[]; stages: readonly Stage[] }) {
  const { t } = useLingui();
  const found = rows.map((row) => ({ row, hints: hintsOf(row, rows) })).filter((one) => one.hints.length > 0);
  const say = ({ place, kind, count }: Hint) => {
    const stage = stages[place]?.name ?? "";
    return kind === "piled" ? t`${stage} piles up (${count})` : t`few in ${stage} (${count})`;
  };
  const [few, piled] = [`${FEW}`, `${PILED}`];
  return (
    <div className="mt-2 text-ink-3 text-xs">
      {found.length > 0 && (
        <ul aria-label={t`Worth a talk`} className="mb-1 flex flex-col gap-1 text-sm text-warn">
          {found.map(({ row, hints }) => {
            const [who, what] = [row.name, hints.map(say).join(t`, `)];
            return <li key={row.owner}>{t`${who}: ${what}`}</li>;
          })}
        </ul>
      )}
      <p>{t`Marked is a stage in which somebody with ${ENOUGH} open deals or more has at least ${piled} times the share of everybody in the table (not in the last stage), or at most ${few} times.`}</p>
    </div>
  );
}
