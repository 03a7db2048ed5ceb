import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { problemTexts } from "../../mail/problems";
import { number, percent, relative } from "../../session/formats";
import { useViewer } from "../../session/viewer";
import { actOrTell } from "../../sync/act";
import { Badge } from "../../ui/Badge";
import type { MenuEntry } from "../../ui/Menu";
import type { Watched } from "./AlertForm";
import { type AlertRowFragment, DeleteReportAlertDocument, UpdateReportAlertDocument } from "./alerts.gen";
import { LineActions } from "./LineActions";

type Props = {
  row: AlertRowFragment;
  /** The number it watches, where the report is at hand. */
  watched?: Watched;
  /** Whether its report is named, with the way there. */
  withReport?: boolean;
  onEdit?: () => void;
};

/** One alert: where the number stands, and whether it is beyond its border. */
export function AlertLine({ row, watched, withReport, onEdit }: Props) {
  const { t } = useLingui();
  const { user } = useViewer();
  const version = row.version ?? 0;
  const problems = problemTexts(row.problems);
  const seen = relative(row.checkedAt);
  const since = relative(row.crossedAt);
  const now = row.value === null ? "–" : watched?.isPercent ? percent(row.value) : number(row.value);
  const pause = () =>
    void actOrTell(UpdateReportAlertDocument, { input: { id: row.id, version, isPaused: !row.isPaused } });

  function entries(): MenuEntry[] {
    const made: MenuEntry[] = [];
    if (onEdit) made.push({ label: t`Change…`, onSelect: onEdit });
    made.push(
      { label: row.isPaused ? t`Resume` : t`Pause`, onSelect: pause },
      { kind: "separator" },
      {
        label: t`Delete`,
        danger: true,
        onSelect: () => void actOrTell(DeleteReportAlertDocument, { input: { id: row.id, version } }),
      },
    );
    return made;
  }

  return (
    <li className="flex flex-col gap-2 py-2 text-sm">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium">{row.name}</span>
          {row.isPaused ? (
            <Badge>{t`Paused`}</Badge>
          ) : row.isOver ? (
            <Badge tone="warn">{t`Beyond the border ${since}`}</Badge>
          ) : (
            row.checkedAt && <Badge tone="good">{t`Within the border`}</Badge>
          )}
        </p>
        <p className="text-ink-3 text-xs">
          {withReport && row.report && (
            <>
              <Link to="/reports/$reportId" params={{ reportId: row.report.id }} className="underline">
                {row.report.name}
              </Link>
              {" · "}
            </>
          )}
          {row.owner && row.owner.id !== user.id && `${row.owner.name} · `}
          {row.checkedAt ? t`${now}, looked at ${seen}` : t`It is looked at for the first time.`}
        </p>
        {problems.map((text) => (
          <p key={text} className="text-danger text-xs">
            {text}
          </p>
        ))}
      </div>
      <LineActions entries={entries()} />
    </li>
  );
}
