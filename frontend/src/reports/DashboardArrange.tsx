import { useLingui } from "@lingui/react/macro";
import { PlusIcon, XIcon } from "lucide-react";
import { RowArrows, RowGrip } from "../drag/RowControls";
import { useReorder } from "../drag/useReorder";
import { Button, IconButton } from "../ui/Button";
import { Menu } from "../ui/Menu";
import { Select } from "../ui/Select";
import { TileMenu } from "./TileMenu";
import { type Layout, type Tile, WIDTHS } from "./tiles";

export type Offer = { key: string; name: string; tile: Omit<Tile, "id"> };
type Props = {
  layout: Layout;
  nameOf: (tile: Tile) => string;
  offers: readonly Offer[];
  onChange: (layout: Layout) => void;
};

/** Which reports a dashboard shows, in which order and how wide: by dragging, by touch, by keyboard. */
export function DashboardArrange({ layout, nameOf, offers, onChange }: Props) {
  const { t } = useLingui();
  const { tiles } = layout;
  const names = new Map(tiles.map((one) => [one.id, nameOf(one)]));
  const order = useReorder({
    ids: tiles.map((one) => one.id),
    nameOf: (id) => names.get(id) ?? "",
    onReorder: async (ids) => {
      onChange({ ...layout, tiles: ids.flatMap((id) => tiles.find((one) => one.id === id) ?? []) });
      return true;
    },
  });
  const widths: Record<number, string> = { 4: t`A third`, 6: t`Half`, 8: t`Two thirds`, 12: t`Whole width` };
  const set = (id: string, part: Partial<Tile>) =>
    onChange({ ...layout, tiles: tiles.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  return (
    <section aria-label={t`Arrange`} className="rounded-xl bg-surface p-4 shadow-lift">
      <ol ref={order.root} className="flex flex-col gap-1">
        {order.ids.map((id) => {
          const tile = tiles.find((one) => one.id === id);
          const name = names.get(id) ?? "";
          if (!tile) return null;
          return (
            <li
              key={id}
              {...order.item(id)}
              className="flex flex-wrap items-center gap-2 rounded-lg py-1 hover:bg-hover"
            >
              <RowGrip order={order} id={id} />
              <span className="min-w-24 flex-1 truncate text-sm">{name}</span>
              <div className="w-28">
                <Select
                  label={t`Width of ${name}`}
                  value={String(tile.width ?? 6)}
                  options={WIDTHS.map((one) => ({ value: String(one), label: widths[one] ?? "" }))}
                  onChange={(width) => set(id, { width: Number(width) })}
                />
              </div>
              <RowArrows order={order} id={id} name={name} />
              <TileMenu tile={tile} name={name} onChange={(part) => set(id, part)} />
              <IconButton
                label={t`Remove ${name}`}
                icon={<XIcon />}
                onClick={() => onChange({ ...layout, tiles: tiles.filter((one) => one.id !== id) })}
              />
            </li>
          );
        })}
      </ol>
      <Menu
        align="start"
        label={t`Add a report`}
        entries={() =>
          offers.map((one) => ({
            label: one.name,
            onSelect: () =>
              onChange({
                ...layout,
                tiles: [...tiles, { id: `t${Date.now().toString(36)}`, width: 6, height: 2, ...one.tile }],
              }),
          }))
        }
        trigger={
          <Button icon={<PlusIcon />} className="mt-2" disabled={tiles.length >= 24}>
            {t`Add a report`}
          </Button>
        }
      />
    </section>
  );
}
