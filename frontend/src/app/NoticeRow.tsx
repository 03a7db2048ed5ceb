import type { ReactNode } from "react";
import { Avatar } from "../ui/Avatar";
import { useLabel } from "../ui/useLabel";
import { NOTICE } from "./notices";
import type { NotificationRowFragment } from "./notifications.gen";

type Props = {
  row: NotificationRowFragment;
  onOpen: () => void;
  /** What is shown of when it came and whether it was read: below its words, or beside them. */
  below?: ReactNode;
  beside: ReactNode;
};

/** One notice: who did what, and to which record; pressed, it leads there. */
export function NoticeRow({ row, onOpen, below, beside }: Props) {
  const label = useLabel();
  // Without a person it was a rule of assignment.
  const kind = row.kind === "OWNER_CHANGED" && !row.actor ? "BY_RULE" : row.kind;
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full items-start gap-2.5 rounded-lg p-2 text-left hover:bg-hover"
      >
        <Avatar name={row.actor?.name ?? "Weir"} size="md" />
        <span className="min-w-0 flex-1 text-sm">
          <span className="font-medium">{row.actor?.name}</span>{" "}
          <span className="text-ink-2">{label(NOTICE, kind)}</span>
          <span className="block truncate">
            {row.task?.title ??
              row.contract?.name ??
              row.deal?.name ??
              row.account?.name ??
              row.lead?.name ??
              row.contact?.name ??
              row.report?.name}
          </span>
          {below}
        </span>
        {beside}
      </button>
    </li>
  );
}
