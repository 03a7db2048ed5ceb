import { useLingui } from "@lingui/react/macro";
import { BellRingIcon } from "lucide-react";
import { useQuery } from "urql";
import { number, percent, relative } from "../../session/formats";
import { useViewer } from "../../session/viewer";
import type { Watched } from "./AlertForm";
import { AlertsDocument } from "./alerts.gen";

/** What is watched on this report, above its figures: nothing where nothing is. */
export function AlertStrip({ reportId, measures }: { reportId: string; measures: readonly Watched[] }) {
  const { t } = useLingui();
  const { user } = useViewer();
  const [{ data }] = useQuery({
    query: AlertsDocument,
    variables: { first: 20, where: { reportId: { eq: reportId }, ownerId: { eq: user.id }, isPaused: { eq: false } } },
  });
  const rows = data?.reportAlerts.nodes ?? [];
  if (rows.length === 0) return null;
  return (
    <ul className="mb-3 flex flex-col gap-2 print:hidden">
      {rows.map((row) => {
        const isPercent = measures.find((one) => one.index === row.measure)?.isPercent;
        const now = row.value === null ? "–" : isPercent ? percent(row.value) : number(row.value);
        const since = relative(row.crossedAt);
        return (
          <li
            key={row.id}
            className={`flex items-start gap-2 rounded-lg p-2.5 text-sm ${row.isOver ? "bg-warn-soft text-warn" : "bg-hover text-ink-2"}`}
          >
            <BellRingIcon className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0">
              <span className="font-medium">{row.name}</span>
              {" · "}
              {!row.checkedAt
                ? t`It is looked at for the first time.`
                : row.isOver
                  ? t`now ${now}, beyond the border ${since}`
                  : t`now ${now}, within the border`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
