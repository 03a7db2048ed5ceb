import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { useQuery } from "urql";
import { date, number, percent } from "../session/formats";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { problemOf } from "../sync/problems";
import { useFollow } from "../sync/useFollow";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { Section } from "../ui/Page";
import { Progress } from "../ui/Progress";
import { SkeletonRows } from "../ui/Skeleton";
import { useLabel } from "../ui/useLabel";
import { type Bin, Calibration } from "./Calibration";
import { PREDICTION_STATUS, PREDICTION_TONE } from "./labels";
import {
  ActivatePredictionDocument,
  CancelPredictionDocument,
  PredictionProgressDocument,
  PredictionsDocument,
  type PredictionVersionFragment,
  RetirePredictionDocument,
  TrainPredictionDocument,
} from "./predictions.gen";

type Version = PredictionVersionFragment;
type Weight = { feature: string; level: string | null; is: string | null; weight: number };
type Names = ReadonlyMap<string, string>;

/** The predictive score: the version in use with its measures, the training, and the versions before. */
export function Predictions() {
  const { t } = useLingui();
  const canEdit = useCan("predictive_model.update");
  const [{ data, error }, again] = useQuery({ query: PredictionsDocument, requestPolicy: "cache-and-network" });
  const reload = useCallback(() => again({ requestPolicy: "network-only" }), [again]);
  const versions = data?.predictiveModels.nodes ?? [];
  const running = versions.find((one) => one.status === "TRAINING");
  useFollow(
    !!running,
    running?.id,
    PredictionProgressDocument,
    useCallback((now) => now.predictiveModel?.status !== "TRAINING" && reload(), [reload]),
  );
  const names: Names = new Map(data?.predictionFeatures.map((one) => [one.name, one.label]));
  const active = versions.find((one) => one.status === "ACTIVE");
  const train = () => actOrTell(TrainPredictionDocument, { input: {} }).then(reload);
  const cancel = (id: string) => actOrTell(CancelPredictionDocument, { input: { id } }).then(reload);
  const activate = (id: string) => actOrTell(ActivatePredictionDocument, { input: { id } }).then(reload);
  const retire = (id: string) => actOrTell(RetirePredictionDocument, { input: { id } }).then(reload);
  return (
    <Section
      title={t`Predictive score`}
      actions={
        canEdit &&
        !running && (
          <Button size="sm" onClick={() => void train()}>
            <Trans>Train now</Trans>
          </Button>
        )
      }
    >
      <p className="mb-3 text-ink-2 text-sm">
        {t`Learnt from your own closed leads, from what was known 7 days after each came. It stands beside the grade and never changes it. Once a month it is trained anew.`}
      </p>
      {error && !data && <ErrorState problem={problemOf(error)} onRetry={reload} />}
      {!data && !error && <SkeletonRows rows={3} />}
      {running && (
        <div role="status" className="mb-3 flex items-center gap-3">
          <div className="flex-1">
            <p className="mb-1 text-sm">{t`Training…`}</p>
            <Progress value={running.progress ?? 0} max={100} label={t`Progress of the training`} />
          </div>
          {canEdit && (
            <Button size="sm" onClick={() => void cancel(running.id)}>
              <Trans>Cancel</Trans>
            </Button>
          )}
        </div>
      )}
      {data && !active && !running && (
        <p className="text-ink-3 text-sm">{t`No version is in use: leads have no predictive score.`}</p>
      )}
      {versions[0]?.status === "REFUSED" && <Refused version={versions[0]} />}
      {active && <ModelCard version={active} names={names} />}
      {versions.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-line border-t" aria-label={t`Versions`}>
          {versions.map((one) => (
            <VersionLine
              key={one.id}
              version={one}
              onUse={canEdit ? () => void activate(one.id) : undefined}
              onRetire={canEdit ? () => void retire(one.id) : undefined}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Refused({ version }: { version: Version }) {
  const { t } = useLingui();
  const converted = version.converted ?? 0;
  const lost = version.lost ?? 0;
  const needsClosed = version.needsClosed ?? 0;
  const needsEach = version.needsEach ?? 0;
  const closed = converted + lost;
  const missing = Math.max(needsClosed - closed, needsEach - converted, needsEach - lost);
  return (
    <p role="alert" className="my-2 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
      {version.refusal === "TOO_FEW"
        ? t`Too few closed leads to learn from: ${closed} (${converted} converted, ${lost} invalid). At least ${needsClosed} are needed, with ${needsEach} of each outcome; ${missing} more at least.`
        : t`On the held-out leads the prediction is no better than chance, so it is not used. Fill in source, industry and region more often, and train again later.`}
    </p>
  );
}

function ModelCard({ version, names }: { version: Version; names: Names }) {
  const { t } = useLingui();
  const weights = (version.weights as Weight[]).filter((one) => one.weight !== 0).slice(0, 12);
  const strongest = Math.max(0.01, ...weights.map((one) => Math.abs(one.weight)));
  const figures: readonly [string, string][] = [
    [t`AUC, held out`, number(version.auc)],
    [t`Brier score`, number(version.brier)],
    [t`Converted, held out`, percent(Number(version.baseRate) * 100)],
    [t`Trained on`, number(version.trainedOn)],
    [t`Held out`, number(version.heldOut)],
  ];
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt className="text-ink-3 text-xs">{label}</dt>
            <dd className="tnum font-semibold text-lg">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-ink-3 text-xs">
        {t`AUC: how often a lead that converts stands above one that does not; 0.5 is chance, 1 is perfect. The newest quarter of the closed leads was held out.`}
      </p>
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <Calibration bins={version.bins as Bin[]} />
        <table className="w-full self-start text-left text-sm">
          <caption className="mb-1 text-left font-medium text-ink-2 text-xs">{t`Features by weight`}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t`Feature`}</th>
              <th scope="col">{t`Weight`}</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {weights.map((one) => (
              <tr key={`${one.feature}${one.level}${one.is}`}>
                <td className="py-1.5">
                  {names.get(one.feature) ?? one.feature}{" "}
                  <span className="text-ink-3 text-xs">
                    {one.is === "OTHER" ? t`other` : one.is === "UNKNOWN" ? t`not said` : one.level}
                  </span>
                  <span
                    aria-hidden
                    className={`mt-1 block h-1 rounded-full ${one.weight < 0 ? "bg-danger" : "bg-good"}`}
                    style={{ width: `${(100 * Math.abs(one.weight)) / strongest}%` }}
                  />
                </td>
                <td className={`tnum w-16 text-right align-top ${one.weight < 0 ? "text-danger" : "text-good"}`}>
                  {one.weight > 0 && "+"}
                  {number(one.weight)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

type LineProps = { version: Version; onUse?: () => void; onRetire?: () => void };

function VersionLine({ version, onUse, onRetire }: LineProps) {
  const { t } = useLingui();
  const label = useLabel();
  const status = version.status ?? "";
  const { number: place } = version;
  const auc = number(version.auc);
  const other = number(version.activeAuc);
  const by = version.trainedBy?.name ?? t`by itself`;
  return (
    <li className="flex flex-wrap items-center gap-2 py-2 text-sm">
      <span className="min-w-0 flex-1">
        {t`Version ${place}`} <Badge tone={PREDICTION_TONE[status]}>{label(PREDICTION_STATUS, status)}</Badge>
        <span className="block text-ink-3 text-xs">
          {[date(version.createdAt), by, version.auc && `AUC ${auc}`].filter(Boolean).join(" · ")}
          {status === "OFFERED" && ` · ${t`the version in use had ${other} on the same leads`}`}
        </span>
      </span>
      {onUse && (status === "OFFERED" || status === "RETIRED") && (
        <Button size="sm" onClick={onUse} aria-label={t`Use version ${place}`}>
          <Trans>Use</Trans>
        </Button>
      )}
      {onRetire && status === "ACTIVE" && (
        <Button size="sm" look="ghost" onClick={onRetire}>
          <Trans>Stop using it</Trans>
        </Button>
      )}
    </li>
  );
}
