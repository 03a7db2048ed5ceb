import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { EllipsisIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "../../ui/Button";
import { Menu } from "../../ui/Menu";
import { useOwn } from "../useOwn";
import { FileDialog, type Filed } from "./FileDialog";
import type { Counts } from "./folders";

type Props = {
  filed: Filed & { owner: { id: string; name: string } | null };
  about: string;
  icon: ReactNode;
  isDashboard?: boolean;
  counts: Counts;
  onDone: () => void;
};

/** A report or a dashboard among others: opens it, and its owner puts it into a folder. */
export function FiledCard({ filed, about, icon, isDashboard = false, counts, onDone }: Props) {
  const { t } = useLingui();
  const own = useOwn(filed);
  const [moving, setMoving] = useState(false);
  const { name } = filed;
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
  return (
    <li className="flex items-center rounded-lg hover:bg-hover">
      {isDashboard ? (
        <Link to="/dashboards/$dashboardId" params={{ dashboardId: filed.id }} className={look}>
          {inside}
        </Link>
      ) : (
        <Link to="/reports/$reportId" params={{ reportId: filed.id }} className={look}>
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
      {moving && (
        <FileDialog
          filed={filed}
          isDashboard={isDashboard}
          counts={counts}
          onDone={onDone}
          onClose={() => setMoving(false)}
        />
      )}
    </li>
  );
}
