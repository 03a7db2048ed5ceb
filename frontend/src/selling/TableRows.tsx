import { useLingui } from "@lingui/react/macro";
import { EllipsisVerticalIcon, type LucideIcon, PencilIcon, PlusIcon, PowerIcon, Trash2Icon } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import type { TypedDocumentNode } from "urql";
import { SettingsList } from "../lists/SettingsList";
import { useCan } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { type Connection, useList } from "../sync/useList";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Menu, type MenuEntry } from "../ui/Menu";
import { notify } from "../ui/notify";

export type TableRow = { id: string; version: number | null; isActive: boolean | null };
type Verb = TypedDocumentNode<object, never>;
type Props<D, R extends TableRow> = {
  /** The object, for rights. */
  object: string;
  document: TypedDocumentNode<D, { first: number; after?: string | null }>;
  pick: (data: D) => Connection<R>;
  icon: LucideIcon;
  texts: { create: string; search: string; none: string; about: string };
  verbs: { update: unknown; void: unknown; restore: unknown };
  nameOf: (row: R) => string;
  render: (row: R) => ReactNode;
  more?: (row: R) => readonly MenuEntry[];
  form: (row: R | undefined, onClose: () => void) => ReactNode;
};

/** One table of the method: searched, edited, taken out of use and removed by who keeps it, read by the others. */
export function TableRows<D, R extends TableRow>({ texts, verbs, nameOf, ...table }: Props<D, R>) {
  const { t } = useLingui();
  const canEdit = useCan(`${table.object}.update`);
  const [text, setText] = useState("");
  const [retired, setRetired] = useState(false);
  const [open, setOpen] = useState<{ row?: R } | null>(null);
  const variables = useMemo(
    () => ({ search: text || null, where: retired ? {} : { isActive: { eq: true } } }),
    [text, retired],
  );
  const list = useList(table.document, variables as never, table.pick);
  const Icon = table.icon;
  const create = canEdit && (
    <Button look="primary" icon={<PlusIcon />} onClick={() => setOpen({})}>
      {texts.create}
    </Button>
  );
  const remove = async (row: R) => {
    const name = nameOf(row);
    const outcome = await actOrTell(verbs.void as Verb, { input: { id: row.id, version: row.version } } as never);
    if (!outcome.ok) return;
    const undo = () => void actOrTell(verbs.restore as Verb, { input: { id: row.id } } as never);
    notify({ title: t`“${name}” was removed`, undo: { label: t`Undo`, run: undo } });
  };
  const turn = (row: R) =>
    void actOrTell(
      verbs.update as Verb,
      { input: { id: row.id, version: row.version, isActive: !row.isActive } } as never,
    );

  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2 text-sm">{texts.about}</p>
      <SettingsList
        list={list}
        search={{ label: texts.search, text, onText: setText }}
        outOfUse={{ label: t`Also out of use`, shown: retired, onShown: setRetired }}
        create={create}
        empty={<EmptyState icon={<Icon />} title={text ? t`Nothing fits` : texts.none} action={!text && create} />}
      >
        {list.rows.map((row) => (
          <li key={row.id} className="flex items-start gap-3 px-4 py-2.5">
            <div className="min-w-0 flex-1 text-sm">
              {table.render(row)}
              {!row.isActive && <Badge tone="warn">{t`Not in use`}</Badge>}
            </div>
            {canEdit && (
              <Menu
                align="end"
                label={nameOf(row)}
                trigger={<IconButton label={`${t`More`}: ${nameOf(row)}`} icon={<EllipsisVerticalIcon />} />}
                entries={() => [
                  { label: t`Edit`, icon: <PencilIcon />, onSelect: () => setOpen({ row }) },
                  ...(table.more?.(row) ?? []),
                  {
                    label: row.isActive ? t`Take out of use` : t`Use again`,
                    icon: <PowerIcon />,
                    onSelect: () => turn(row),
                  },
                  { label: t`Remove`, icon: <Trash2Icon />, danger: true, onSelect: () => void remove(row) },
                ]}
              />
            )}
          </li>
        ))}
      </SettingsList>
      {open && table.form(open.row, () => setOpen(null))}
    </div>
  );
}
