import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { client } from "../../sync/client";
import { PAST_CACHE } from "../../sync/pastCache";
import { Button, Spinner } from "../../ui/Button";
import { ReportProgressDocument } from "./progress.gen";

type Props = { ticket: { readonly current: string }; onCancel: () => void; isLate?: boolean };

/** What a report that is not there within a second is doing: how many are before it, for how long, and the way out. */
export function Waiting({ ticket, onCancel, isLate }: Props) {
  const { t } = useLingui();
  const [seconds, setSeconds] = useState(isLate ? 1 : 0);
  const [ahead, setAhead] = useState<number | null>(null);
  useEffect(() => {
    const begun = Date.now() - (isLate ? 1000 : 0);
    const beat = setInterval(() => setSeconds(Math.floor((Date.now() - begun) / 1000)), 1000);
    return () => clearInterval(beat);
  }, [isLate]);
  const asks = seconds % 2 === 1 ? seconds : null;
  useEffect(() => {
    let gone = false;
    if (asks === null || !ticket.current) return;
    void client
      .query(ReportProgressDocument, { requestId: ticket.current }, PAST_CACHE)
      .toPromise()
      .then(({ data }) => !gone && data && setAhead(data.reportProgress?.ahead ?? null));
    return () => {
      gone = true;
    };
  }, [asks, ticket]);
  if (seconds < 1) return null;
  const place =
    ahead === null
      ? t`Working it out…`
      : ahead === 0
        ? t`Next in line`
        : ahead === 1
          ? t`1 report ahead`
          : t`${ahead} reports ahead`;
  return (
    <div className="mb-2 flex items-center gap-3 rounded-lg border border-line bg-surface py-2 pr-2 pl-3 text-sm">
      <Spinner className="shrink-0 text-accent-text" />
      <span role="status" className="min-w-0 flex-1">
        {place}
      </span>
      <span className="tnum text-ink-3 text-xs" aria-hidden>
        {clock(seconds)}
      </span>
      <Button size="sm" onClick={onCancel}>{t`Cancel`}</Button>
    </div>
  );
}

/** 75 seconds are 1:15. */
const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
