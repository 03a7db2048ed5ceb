import { clsx } from "clsx";

export type Tile = { name: string; value: string; about: string };

/** Figures side by side, each with what it is made of. */
export function FigureTiles({ tiles }: { tiles: readonly Tile[] }) {
  return (
    <dl className={clsx("grid grid-cols-2 gap-3", tiles.length === 5 ? "lg:grid-cols-5" : "sm:grid-cols-4")}>
      {tiles.map((one) => (
        <div key={one.name} className="rounded-lg bg-hover p-3">
          <dt className="text-ink-2 text-xs">{one.name}</dt>
          <dd className="tnum font-semibold text-lg">
            {one.value}
            <span className="block font-normal text-ink-3 text-xs">{one.about}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
