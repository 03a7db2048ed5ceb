import { fromCents, scaled } from "../ui/decimals";

export type Line = {
  key: string;
  productId: string | null;
  label: string;
  quantity: string;
  unitPrice: string;
  discount: string;
};

/** quantity × price × (100 − discount) %, rounded half up to two decimals. */
export function lineTotal(line: Pick<Line, "quantity" | "unitPrice" | "discount">): string {
  const product = scaled(line.quantity, 4) * scaled(line.unitPrice, 4) * (10_000n - scaled(line.discount, 2));
  // 4 + 4 + 4 decimals down to 2.
  const cents = (product + 5n * 10n ** 9n) / 10n ** 10n;
  return fromCents(cents);
}

export function linesTotal(lines: readonly Line[]): string {
  const cents = lines.reduce((sum, line) => sum + scaled(lineTotal(line), 2), 0n);
  return fromCents(cents);
}
