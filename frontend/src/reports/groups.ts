import type { Dimension } from "./definition";

type Buckets = NonNullable<Dimension["buckets"]>;
const NUMBER = /^-?\d{1,12}(\.\d{1,4})?$/;

/** "10000, 50000" as borders; null when they are no numbers or do not ascend. */
export function rangesOf(text: string): string[] | null {
  const borders = text.split(/[,,、\s]+/).filter(Boolean);
  const ascending = borders.every((one, n) => n === 0 || Number(borders[n - 1]) < Number(one));
  return borders.length > 0 && borders.length <= 20 && borders.every((one) => NUMBER.test(one)) && ascending
    ? borders
    : null;
}

/** "Name: value, value" line by line; null when a line is no such thing. `values` gives the values of labels. */
export function bucketsOf(text: string, values: ReadonlyMap<string, string>): Buckets | null {
  const lines = text.split("\n").filter((one) => one.trim());
  const buckets = lines.map((line) => {
    const [label = "", rest = ""] = line.split(/[::](.*)/s);
    const named = rest
      .split(/[,,、]/)
      .map((one) => one.trim())
      .filter(Boolean)
      .map((one) => values.get(one) ?? one);
    return { label: label.trim(), values: named };
  });
  const fine = buckets.every((one) => one.label && one.label.length <= 60 && one.values.length > 0);
  return buckets.length > 0 && buckets.length <= 20 && fine ? buckets : null;
}

export const bucketLines = (buckets: Buckets, nameOf: (value: string) => string) =>
  buckets.map((one) => `${one.label}: ${one.values.map(nameOf).join(", ")}`).join("\n");
