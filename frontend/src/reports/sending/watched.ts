import type { Definition } from "../definition";
import type { Figures } from "../result";
import type { Watched } from "./AlertForm";

/** The numbers of a report whose total can be watched: shares and what runs along have none. */
export function watchedOf(definition: Definition, figures: Figures | null): Watched[] {
  return (figures?.measures ?? []).flatMap(({ label, isPercent }, index) => {
    const show = definition.measures[index]?.show ?? "VALUE";
    return show === "VALUE" ? [{ index, label, isPercent }] : [];
  });
}
