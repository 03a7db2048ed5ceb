import { useLingui } from "@lingui/react/macro";
import {
  BookmarkPlusIcon,
  CheckIcon,
  ChevronDownIcon,
  FilterIcon,
  ListIcon,
  SaveIcon,
  Share2Icon,
  StarIcon,
  StarOffIcon,
  Trash2Icon,
} from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { useViewer } from "../session/viewer";
import { actOrTell } from "../sync/act";
import { choice, Menu, type MenuEntry } from "../ui/Menu";
import { notify } from "../ui/notify";
import { same, tidy, type ViewDefinition } from "./definition";
import { SavedViewsDocument, type SavedViewsQuery, SetDefaultViewDocument, UpdateSavedViewDocument } from "./views.gen";

const ViewDialog = lazy(() => import("./ViewDialog").then((module) => ({ default: module.ViewDialog })));
const DeleteView = lazy(() => import("./DeleteView").then((module) => ({ default: module.DeleteView })));

export type ViewObject =
  | "ACCOUNT"
  | "CONTACT"
  | "DEAL"
  | "CONTRACT"
  | "PAYMENT"
  | "LEAD"
  | "CAMPAIGN"
  | "TASK"
  | "BOARD"
  | "LEAD_BOARD";
export type SavedView = SavedViewsQuery["savedViews"]["nodes"][number];

type Props = {
  object: ViewObject;
  /** What the screen is called without a view, such as "Deals". */
  title: string;
  /** What the screen shows now. */
  current: ViewDefinition;
  /** The view named in the address. */
  viewId?: string;
  /** Nothing is said in the address: the person's default view may take over. */
  untouched?: boolean;
  /** Filters everybody finds here, by name. */
  ready?: readonly { label: string; isOn: boolean; onSelect: () => void }[];
  onApply: (definition: ViewDefinition, viewId?: string, byDefault?: boolean) => void;
};

/** The title of a list or board, which opens the menu of its saved views. */
export function ViewSwitcher({ object, title, current, viewId, untouched, ready = [], onApply }: Props) {
  const { t } = useLingui();
  const { user } = useViewer();
  const [{ data }] = useQuery({ query: SavedViewsDocument, variables: { object } });
  const [dialog, setDialog] = useState<"new" | "edit" | "delete" | null>(null);
  const views = data?.savedViews.nodes ?? [];
  const active = views.find((one) => one.id === viewId);
  const mine = active?.owner?.id === user.id;
  const changed = active ? !same(definitionOf(active), current) : false;

  // The default opens once: who then chooses the plain list shall have it.
  const asked = useRef(!untouched);
  useEffect(() => {
    if (asked.current || !data) return;
    asked.current = true;
    const wanted = data.savedViews.nodes.find((one) => one.isDefault);
    if (wanted) onApply(definitionOf(wanted), wanted.id, true);
  }, [data, onApply]);

  const open = (id: string) => {
    const view = views.find((one) => one.id === id);
    if (view) onApply(definitionOf(view), id);
  };
  const save = async () => {
    if (!active) return;
    const { id, version, name } = active;
    const outcome = await actOrTell(UpdateSavedViewDocument, { input: { id, version, definition: tidy(current) } });
    if (outcome.ok) notify({ title: t`“${name}” was saved` });
  };
  const setDefault = (id: string | null) =>
    void actOrTell(SetDefaultViewDocument, { input: { object, viewId: id } as never });

  const entries = (): MenuEntry[] => {
    const own = views.filter((one) => one.owner?.id === user.id);
    const others = views.filter((one) => one.owner?.id !== user.id);
    const list = (label: string, some: SavedView[]): MenuEntry[] =>
      some.length === 0
        ? []
        : [
            { kind: "title", label },
            choice(
              viewId ?? "",
              some.map((one) => ({ value: one.id, label: one.name })),
              open,
            ),
          ];
    const everything = t`All: ${title}`;
    return [
      { label: everything, icon: <ListIcon />, onSelect: () => onApply({}) },
      ...ready.map(({ label, isOn, onSelect }) => ({ label, icon: isOn ? <CheckIcon /> : <FilterIcon />, onSelect })),
      ...list(t`My views`, own),
      ...list(t`Shared with me`, others),
      { kind: "separator" },
      ...(active && mine ? [{ label: t`Save changes`, icon: <SaveIcon />, disabled: !changed, onSelect: save }] : []),
      { label: t`Save as a new view…`, icon: <BookmarkPlusIcon />, onSelect: () => setDialog("new") },
      ...(active && mine
        ? [{ label: t`Rename and share…`, icon: <Share2Icon />, onSelect: () => setDialog("edit") }]
        : []),
      ...(active
        ? [
            active.isDefault
              ? { label: t`No longer my default`, icon: <StarOffIcon />, onSelect: () => setDefault(null) }
              : { label: t`Make my default`, icon: <StarIcon />, onSelect: () => setDefault(active.id) },
          ]
        : []),
      ...(active && mine
        ? [{ label: t`Delete this view`, icon: <Trash2Icon />, danger: true, onSelect: () => setDialog("delete") }]
        : []),
    ];
  };

  return (
    <>
      <Menu
        align="start"
        label={t`Views`}
        entries={entries}
        trigger={
          <button
            type="button"
            className="-ml-2 flex min-h-9 min-w-0 items-center gap-1.5 rounded-lg px-2 hover:bg-hover coarse:min-h-11"
          >
            <span className="truncate">{active?.name ?? ready.find((one) => one.isOn)?.label ?? title}</span>
            {changed && (
              <span className="font-normal text-accent-text text-xs">
                {t({ message: "changed", context: "a saved view" })}
              </span>
            )}
            <ChevronDownIcon className="size-4 shrink-0 text-ink-3" />
          </button>
        }
      />
      <Suspense>
        {(dialog === "new" || dialog === "edit") && (
          <ViewDialog
            object={object}
            current={current}
            view={dialog === "edit" ? active : undefined}
            onClose={() => setDialog(null)}
            onMade={(id) => onApply(current, id)}
          />
        )}
        {dialog === "delete" && active && (
          <DeleteView view={active} onClose={() => setDialog(null)} onDone={() => onApply({})} />
        )}
      </Suspense>
    </>
  );
}

const definitionOf = (view: SavedView) => (view.definition ?? {}) as ViewDefinition;
