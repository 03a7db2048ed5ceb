import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { EllipsisIcon } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { IconButton } from "../../ui/Button";
import { Menu } from "../../ui/Menu";
import { useOwn } from "../useOwn";
import { FileDialog } from "./FileDialog";
import type { Filed } from "./fileInto";
import type { Counts } from "./folders";

/** How cards are made known to what drags them. */
export type Know = (filed: Filed) => () => void;

type Props = {
  filed: Omit<Filed, "isDashboard"> & { owner: { id: string; name: string } | null };
  about: string;
  icon: ReactNode;
  isDashboard?: boolean;
  counts: Counts;
  know: Know;
  onDone: () => void;
};

/** A report or a dashboard among others: opens it, and its owner puts it into a folder, in the hand or by its menu. */
export function FiledCard({ filed, about, icon, isDashboard = false, counts, know, onDone }: Props) {
  const { t } = useLingui();
  const own = useOwn(filed);
  const [moving, setMoving] = useState(false);
  const { id, version, name, folder } = filed;
  const moved = useMemo(() => ({ id, version, name, folder, isDashboard }), [id, version, name, folder, isDashboard]);
  useEffect(() => (own ? know(moved) : undefined), [own, know, moved]);
  const inside = (
    <>
      <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent-text">{icon}</span>
      <span className="min-w-0">
        <span className="block truncate font-medium text-sm">{name}</span>
        <span className="block text-ink-3 text-xs">{about}</span>
      </span>
    </>
  );
  const look = "flex min-w-0 flex-1 items-start gap-3 rounded-lg p-2";
  const keys = own ? "Space" : undefined;
  return (
    <li data-drag-item={own ? id : undefined} className="flex items-center rounded-lg hover:bg-hover">
      {isDashboard ? (
        <Link to="/dashboards/$dashboardId" params={{ dashboardId: id }} aria-keyshortcuts={keys} className={look}>
          {inside}
        </Link>
      ) : (
        <Link to="/reports/$reportId" params={{ reportId: id }} aria-keyshortcuts={keys} className={look}>
          {inside}
        </Link>
      )}
      {own && (
        <Menu
          label={name}
          entries={() => [{ label: t`Move to a folder…`, onSelect: () => setMoving(true) }]}
          trigger={<IconButton label={t`More for ${name}`} icon={<EllipsisIcon />} />}
        />
      )}
      {moving && <FileDialog filed={moved} counts={counts} onDone={onDone} onClose={() => setMoving(false)} />}
    </li>
  );
}
