import { Trans, useLingui } from "@lingui/react/macro";
import { NoticeRow } from "../app/NoticeRow";
import { useOpenNotice } from "../app/notices";
import { MarkNotificationsReadDocument, type NotificationRowFragment } from "../app/notifications.gen";
import { relative } from "../session/formats";
import { act } from "../sync/act";
import { Button } from "../ui/Button";
import { Block } from "./Block";

/** What colleagues told one and one has not read yet. */
export function News({ rows, total }: { rows: readonly NotificationRowFragment[]; total: number }) {
  const { t } = useLingui();
  const openNotice = useOpenNotice();
  if (total === 0) return null;
  const read = (ids: string[]) => act(MarkNotificationsReadDocument, { input: { ids } }, true);

  function open(row: NotificationRowFragment) {
    void read([row.id]);
    openNotice(row);
  }

  return (
    <Block
      title={t`Unread`}
      total={total}
      actions={
        <Button size="sm" look="ghost" onClick={() => void read(rows.map((row) => row.id))}>
          <Trans>Mark as read</Trans>
        </Button>
      }
    >
      <ul className="-mx-2 flex flex-col">
        {rows.map((row) => (
          <NoticeRow
            key={row.id}
            row={row}
            onOpen={() => open(row)}
            beside={<span className="shrink-0 text-ink-3 text-xs">{relative(row.createdAt)}</span>}
          />
        ))}
      </ul>
    </Block>
  );
}
