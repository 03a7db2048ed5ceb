import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { addressOf, NOTICE } from "../app/notices";
import { MarkNotificationsReadDocument, type NotificationRowFragment } from "../app/notifications.gen";
import { relative } from "../session/formats";
import { act } from "../sync/act";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { useLabel } from "../ui/useLabel";
import { Block } from "./Block";

/** What colleagues told one and one has not read yet. */
export function News({ rows, total }: { rows: readonly NotificationRowFragment[]; total: number }) {
  const { t } = useLingui();
  const label = useLabel();
  const navigate = useNavigate();
  if (total === 0) return null;
  const read = (ids: string[]) => act(MarkNotificationsReadDocument, { input: { ids } }, true);

  function open(row: NotificationRowFragment) {
    void read([row.id]);
    const target = addressOf(row);
    if (target) void navigate({ to: target as "/board" });
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
          <li key={row.id}>
            <button
              type="button"
              onClick={() => open(row)}
              className="flex w-full items-start gap-2.5 rounded-lg p-2 text-left hover:bg-hover"
            >
              <Avatar name={row.actor?.name ?? "Weir"} size="md" />
              <span className="min-w-0 flex-1 text-sm">
                <span className="font-medium">{row.actor?.name}</span>{" "}
                <span className="text-ink-2">{label(NOTICE, row.kind)}</span>
                <span className="block truncate">
                  {row.task?.title ?? row.deal?.name ?? row.account?.name ?? row.contact?.name}
                </span>
              </span>
              <span className="shrink-0 text-ink-3 text-xs">{relative(row.createdAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Block>
  );
}
