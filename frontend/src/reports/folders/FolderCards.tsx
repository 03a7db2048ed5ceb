import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { EllipsisIcon, FolderIcon } from "lucide-react";
import { useState } from "react";
import { actOrTell } from "../../sync/act";
import { IconButton } from "../../ui/Button";
import { Menu } from "../../ui/Menu";
import { Section } from "../../ui/Page";
import { FolderDialog } from "./FolderDialog";
import { type Counts, type Folder, foldersIn, parentOf } from "./folders";
import { MoveReportFolderDocument } from "./folders.gen";

type Props = { counts: Counts; at: string; mayFile: boolean; onDone: () => void };

/** The folders in a folder. */
export function FolderCards({ counts, at, mayFile, onDone }: Props) {
  const { t } = useLingui();
  const [moving, setMoving] = useState<Folder | null>(null);
  const folders = foldersIn(counts, at);
  if (folders.length === 0) return null;
  async function dissolve(folder: Folder) {
    const to = parentOf(folder.path) || null;
    const outcome = await actOrTell(MoveReportFolderDocument, { input: { folder: folder.path, to } });
    if (outcome.ok) onDone();
  }
  return (
    <Section title={t`Folders`}>
      <ul className="-mx-2 grid gap-1 sm:grid-cols-2">
        {folders.map((folder) => {
          const { name } = folder;
          return (
            <li key={folder.path} data-drop-list={folder.path} className="flex items-center rounded-lg hover:bg-hover">
              <Link
                to="/reports"
                search={{ folder: folder.path }}
                className="flex min-h-13 min-w-0 flex-1 items-center gap-3 rounded-lg p-2"
              >
                <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-hover text-ink-2">
                  <FolderIcon className="size-4" aria-hidden />
                </span>
                <span className="min-w-0 flex-1 truncate font-medium text-sm">{name}</span>
                <span className="tnum text-ink-3 text-xs">{folder.count}</span>
              </Link>
              {mayFile && (
                <Menu
                  label={name}
                  entries={() => [
                    { label: t`Rename or move…`, onSelect: () => setMoving(folder) },
                    { label: t`Take everything out`, onSelect: () => void dissolve(folder) },
                  ]}
                  trigger={<IconButton label={t`More for ${name}`} icon={<EllipsisIcon />} />}
                />
              )}
            </li>
          );
        })}
      </ul>
      {moving && <FolderDialog folder={moving} counts={counts} onDone={onDone} onClose={() => setMoving(null)} />}
    </Section>
  );
}
