import type { Comparison, Control } from "../lists/conditions";
import { recall, remember } from "../session/settings";

/** What a reader has set, by the name of the control; null: no such condition at all. */
export type Chosen = Readonly<Record<string, Comparison | null>>;
/** A control of a dashboard is on a field of some kind of records. */
type Any = Control & { source?: string };

export const nameOf = ({ source, key }: Any) => (source ? `${source}.${key}` : key);

/** The controls as they are set: by the reader, else by the author. */
export function settled<C extends Any>(controls: readonly C[], chosen: Chosen): C[] {
  return controls.map((one) => {
    const set = chosen[nameOf(one)];
    return set === undefined ? one : { ...one, value: set ?? undefined };
  });
}

/** What is chosen after one control was set to something; `undefined` is what its author said. */
export function choose(chosen: Chosen, control: Any, value: Comparison | null | undefined): Chosen | undefined {
  const { [nameOf(control)]: _, ...rest } = chosen;
  const next = value === undefined ? rest : { ...rest, [nameOf(control)]: value };
  return Object.keys(next).length > 0 ? next : undefined;
}

export const rememberChosen = (place: string, chosen: Chosen | undefined) =>
  remember(place, JSON.stringify(chosen ?? {}));

export function recallChosen(place: string): Chosen {
  try {
    return JSON.parse(recall(place) ?? "{}") as Chosen;
  } catch {
    return {};
  }
}
