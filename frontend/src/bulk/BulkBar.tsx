import { useLingui } from "@lingui/react/macro";
import { XIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Shape } from "../lists/shape";
import { useCan } from "../session/viewer";
import { Button, IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import type { Where } from "../views/definition";
import type { useSelection } from "./useSelection";

const MergeDialog = lazy(() => import("../leads/MergeDialog").then((module) => ({ default: module.MergeDialog })));
const BulkDialog = lazy(() => import("./BulkDialog").then((module) => ({ default: module.BulkDialog })));

const MOST_MERGED = 5;

export type Action = "TRANSFER" | "SET_FIELD" | "ADD_TAGS" | "REMOVE_TAGS" | "MOVE" | "WAKE" | "RETURN" | "VOID";
/** Which records are meant: named ones, or all that match. */
export type Meant = { recordIds: string[] } | { filter: Where; search?: string };

type Props = {
  shape: Shape;
  chosen: ReturnType<typeof useSelection>;
  loaded: number;
  /** How many match the filter; "10,000+" when nobody counted further. */
  total: string;
  filter: Where;
  search?: string;
  /** The list behind has other rows now. */
  onChanged: () => void;
};

/** What can be done with the chosen rows. It takes the place of the totals. */
export function BulkBar({ shape, chosen, loaded, total, filter, search, onChanged }: Props) {
  const { t } = useLingui();
  const [action, setAction] = useState<Action | null>(null);
  const mayTransfer = useCan("record.transfer");
  const [merging, setMerging] = useState<readonly string[] | null>(null);
  const mayMerge = useCan("lead.merge") && shape.name === "lead";
  const mayVoid = useCan(shape.name === "task" ? "task.update" : `${shape.name}.void`);
  const count = chosen.everything ? total : chosen.ids.length.toLocaleString();
  const meant: Meant = chosen.everything ? { filter, search } : { recordIds: chosen.ids };
  const tagged = shape.field("tags") !== undefined;
  return (
    <section
      aria-label={t`Chosen records`}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-t bg-raised px-3 py-2 shadow-float md:px-6"
    >
      <strong className="tnum font-medium text-sm" role="status">
        {t`${count} chosen`}
      </strong>
      {!chosen.everything && chosen.ids.length >= loaded && String(loaded) !== total && (
        <Button look="ghost" size="sm" onClick={chosen.takeEverything}>
          {t`Choose all ${total} that match`}
        </Button>
      )}
      <span className="flex-1" />
      {mayTransfer && <Button onClick={() => setAction("TRANSFER")}>{t`Transfer`}</Button>}
      {shape.name === "deal" && <Button onClick={() => setAction("MOVE")}>{t`Move to stage`}</Button>}
      {mayMerge && !chosen.everything && chosen.ids.length > 1 && chosen.ids.length <= MOST_MERGED && (
        <Button onClick={() => setMerging(chosen.ids)}>{t`Merge`}</Button>
      )}
      <Button onClick={() => setAction("SET_FIELD")}>{t`Set a field`}</Button>
      <Menu
        label={t`More`}
        entries={() => [
          ...(shape.name === "lead"
            ? [
                { label: t`Wake up`, onSelect: () => setAction("WAKE") },
                { label: t`Send back to the pool`, onSelect: () => setAction("RETURN") },
              ]
            : []),
          ...(tagged
            ? [
                { label: t`Add tags`, onSelect: () => setAction("ADD_TAGS") },
                { label: t`Remove tags`, onSelect: () => setAction("REMOVE_TAGS") },
              ]
            : []),
          ...(mayVoid
            ? [
                {
                  label: shape.name === "task" ? t`Cancel the tasks` : t`Void`,
                  danger: true,
                  onSelect: () => setAction("VOID"),
                },
              ]
            : []),
        ]}
        trigger={<Button>{t`More`}</Button>}
      />
      <IconButton label={t`Choose none`} icon={<XIcon />} onClick={chosen.clear} />
      <Suspense>
        {merging && (
          <MergeDialog
            ids={merging}
            onClose={() => setMerging(null)}
            onDone={() => {
              setMerging(null);
              chosen.clear();
              onChanged();
            }}
          />
        )}
        {action && (
          <BulkDialog
            shape={shape}
            action={action}
            meant={meant}
            onClose={() => setAction(null)}
            onChanged={onChanged}
            onDone={() => {
              setAction(null);
              chosen.clear();
            }}
          />
        )}
      </Suspense>
    </section>
  );
}
