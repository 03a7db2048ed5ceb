import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import type { Shape } from "../lists/shape";
import { useCan } from "../session/viewer";
import { Button } from "../ui/Button";
import { Menu } from "../ui/Menu";
import type { Where } from "../views/definition";
import type { Meant } from "./BulkDialog";
import type { BulkAction } from "./bulk.gen";
import { ChosenBar } from "./ChosenBar";
import type { useSelection } from "./useSelection";

const MergeDialog = lazy(() => import("../leads/MergeDialog").then((module) => ({ default: module.MergeDialog })));
const BulkDialog = lazy(() => import("./BulkDialog").then((module) => ({ default: module.BulkDialog })));

const MOST_MERGED = 5;

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
  const [action, setAction] = useState<BulkAction | null>(null);
  const mayTransfer = useCan("record.transfer");
  const [merging, setMerging] = useState<readonly string[] | null>(null);
  const mayMerge = useCan("lead.merge") && shape.name === "lead";
  const mayVoid = useCan(shape.name === "task" ? "task.update" : `${shape.name}.void`);
  const meant: Meant = chosen.everything ? { filter, search } : { recordIds: chosen.ids };
  const tagged = shape.field("tags") !== undefined;
  return (
    <ChosenBar chosen={chosen} loaded={loaded} total={total}>
      {mayTransfer && <Button onClick={() => setAction("TRANSFER")}>{t`Transfer`}</Button>}
      {shape.name === "deal" && <Button onClick={() => setAction("MOVE")}>{t`Move to stage`}</Button>}
      {mayMerge && !chosen.everything && chosen.ids.length > 1 && chosen.ids.length <= MOST_MERGED && (
        <Button onClick={() => setMerging(chosen.ids)}>{t`Merge`}</Button>
      )}
      <Button onClick={() => setAction("SET_FIELD")}>{t`Set a field`}</Button>
      <Menu
        label={t`More`}
        entries={() => [
          ...(shape.name === "lead" || shape.name === "account"
            ? [
                ...(mayTransfer ? [{ label: t`Share out among several`, onSelect: () => setAction("SHARE_OUT") }] : []),
                ...(shape.name === "lead" ? [{ label: t`Wake up`, onSelect: () => setAction("WAKE") }] : []),
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
    </ChosenBar>
  );
}
