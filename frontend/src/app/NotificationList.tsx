import { useLingui } from "@lingui/react/macro";
import { BellIcon } from "lucide-react";
import { useEffect } from "react";
import { useQuery } from "urql";
import { relative } from "../session/formats";
import { act } from "../sync/act";
import { problemOf } from "../sync/problems";
import { Dot } from "../ui/Badge";
import { Dialog } from "../ui/Dialog";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { SkeletonRows } from "../ui/Skeleton";
import { NoticeRow } from "./NoticeRow";
import { useOpenNotice } from "./notices";
import {
  MarkNotificationsReadDocument,
  type NotificationRowFragment,
  NotificationsDocument,
} from "./notifications.gen";

export function NotificationList({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const openNotice = useOpenNotice();
  const [{ data, error }, again] = useQuery({ query: NotificationsDocument, requestPolicy: "network-only" });
  const rows = data?.notifications.nodes ?? [];

  useEffect(() => {
    const ids = (data?.notifications.nodes ?? []).filter((one) => !one.readAt).map((one) => one.id);
    if (ids.length > 0) void act(MarkNotificationsReadDocument, { input: { ids } }, true);
  }, [data]);

  function open(row: NotificationRowFragment) {
    onClose();
    openNotice(row);
  }

  return (
    <Dialog open kind="side" width="sm" title={t`Notifications`} onClose={onClose}>
      {error && !data ? (
        <ErrorState problem={problemOf(error)} onRetry={() => again({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <SkeletonRows rows={6} />
      ) : rows.length === 0 ? (
        <EmptyState icon={<BellIcon />} title={t`Nothing new`} />
      ) : (
        <ul className="-mx-2 flex flex-col">
          {rows.map((row) => (
            <NoticeRow
              key={row.id}
              row={row}
              onOpen={() => open(row)}
              below={<span className="block text-ink-3 text-xs">{relative(row.createdAt)}</span>}
              beside={!row.readAt && <Dot tone="accent" className="mt-1.5" />}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
