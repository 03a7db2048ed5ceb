import { useLingui } from "@lingui/react/macro";
import { money } from "../session/formats";
import { Progress } from "../ui/Progress";
import type { ContractFactsFragment } from "./contracts.gen";

/** How much of a contract has come in, what is missing, and what is late. */
export function CollectedBar({ contract }: { contract: ContractFactsFragment }) {
  const { t } = useLingui();
  const { amount, collected, outstanding, baseOverdue } = contract;
  // Who reads no amounts has none of these figures either.
  if (!amount || !contract.signedOn) return null;
  const said = (value: string | null) => money(value, amount.currency);
  const late = Number(baseOverdue ?? 0);
  const whole = Number(amount.amount);
  const percent = whole ? Math.round((Number(collected ?? 0) / whole) * 100) : 0;
  return (
    <div className="border-line border-b bg-surface px-4 py-3 md:px-6">
      <Progress value={Number(collected ?? 0)} max={whole} label={t`Collected: ${percent} %`} />
      <p className="tnum mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs">
        <span>
          {t`Collected`} <strong className="font-semibold">{said(collected)}</strong>{" "}
          <span className="text-ink-3">{percent}%</span>
        </span>
        <span>
          {t`Outstanding`} <strong className="font-semibold">{said(outstanding)}</strong>
        </span>
        {late > 0 && (
          <span className="text-danger">
            {t`Overdue`} <strong className="font-semibold">{money(baseOverdue)}</strong>
          </span>
        )}
      </p>
    </div>
  );
}
