import { useLingui } from "@lingui/react/macro";
import { FigureTiles } from "../reports/FigureTiles";
import { share } from "../reports/stageTypes";
import { number } from "../session/formats";
import type { AcquisitionReportQuery } from "./acquisition.gen";

type Props = { report: AcquisitionReportQuery["acquisitionReport"] };

/** How fast leads are answered and how many leak, each figure with what it is made of. */
export function WorkedWell({ report }: Props) {
  const { t } = useLingui();
  const { quality, responses } = report;
  const rate = (value: string | null) => share(value === null ? null : Number(value));
  const minutes = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? "–" : t`${number(Math.round(seconds / 6) / 10)} min`;
  const of = (part: number, whole: number) => t`${number(part)} of ${number(whole)}`;
  const tiles = [
    ...(responses
      ? [
          {
            name: t`Answered in time`,
            value: share(responses.metShare),
            about: of(responses.met, responses.answered + responses.breaches),
          },
          {
            name: t`First response, median`,
            value: minutes(responses.medianSeconds),
            about: t`nine of ten within ${minutes(responses.p90Seconds)}; ${number(responses.breaches)} never answered`,
          },
        ]
      : []),
    { name: t`Leak rate`, value: rate(quality.leakRate), about: of(quality.leaked, quality.oldEnough) },
    { name: t`Effective leads`, value: rate(quality.effectiveRate), about: of(quality.effective, report.total.leads) },
    {
      name: t`Accepted by sales`,
      value: rate(quality.acceptanceRate),
      about: t`${of(quality.accepted, quality.accepted + quality.rejected)}; ${number(quality.pending)} waiting`,
    },
    { name: t`Back in the pool`, value: rate(quality.recycleRate), about: of(quality.recycled, report.total.leads) },
    {
      name: t`Converted after claiming`,
      value: rate(quality.claimConversion),
      about: t`of ${number(quality.claimed)} claimed`,
    },
  ];
  return (
    <>
      <FigureTiles tiles={tiles} />
      <p className="mt-3 text-ink-3 text-xs">
        {t`Response in working time; what was never answered is in no median. Leak: valid leads of at least 7 days that nobody followed up within 7 days. Effective: sales qualified, or a deal.`}
      </p>
    </>
  );
}
