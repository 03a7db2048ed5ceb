import { useLingui } from "@lingui/react/macro";
import { groupOf } from "../lists/conditions";
import type { Shape } from "../lists/shape";
import { useConditionText } from "../lists/useConditionText";
import { useShapes } from "../lists/useShapes";
import { useTitles } from "../lists/useTitles";
import { type Definition, wholeWhere } from "./definition";
import type { Figures } from "./result";

/** A report in words: what is counted of which records, by what. */
export function useExplain(shape: Shape, definition: Definition) {
  const { t, i18n } = useLingui();
  const filter = wholeWhere(definition);
  const shapes = useShapes();
  const say = useConditionText(shape, useTitles({ filter, related: definition.related }));
  const list = new Intl.ListFormat(i18n.locale, { type: "conjunction" });
  return (figures: Figures): string[] => {
    const group = groupOf(filter);
    const measures = list.format(figures.measures.map((one) => one.label));
    const heads = list.format([...figures.rowHeads, ...figures.columnHeads].map((one) => one.label));
    const conditions = group.parts.map((one) => say(one)).join(group.all ? ` ${t`and`} ` : ` ${t`or`} `);
    const { top } = definition;
    const lines = [t`Shown: ${measures}.`];
    if (heads) lines.push(t`Grouped by ${heads}.`);
    lines.push(conditions ? t`Only records where: ${conditions}.` : t`All records, without a filter.`);
    for (const one of definition.related ?? []) {
      const edge = shape.edge(one.edge);
      const there = edge && shapes?.get(edge.target);
      if (!there || one.how === "WITHOUT" || Object.keys(one.where ?? {}).length === 0) continue;
      const what = shape.edgeLabel(edge);
      lines.push(t`Numbers of “${what}” are of those where: ${say(groupOf(one.where ?? {}), there)}.`);
    }
    if (top)
      lines.push(
        top.other ? t`The first ${top.first} groups; the others together.` : t`Only the first ${top.first} groups.`,
      );
    lines.push(
      t`Only what you may see is counted. Totals are worked out from the records, not added up from the cells.`,
    );
    return lines;
  };
}
