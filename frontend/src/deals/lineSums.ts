export type Line = {
  key: string;
  productId: string | null;
  label: string;
  quantity: string;
  unitPrice: string;
  discount: string;
};

/** Scaled integers: money is never added up in floats. */
function scaled(text: string, digits: number): bigint {
  const [whole = "0", part = ""] = text.split(".");
  return BigInt(whole || "0") * 10n ** BigInt(digits) + BigInt((part + "0".repeat(digits)).slice(0, digits) || "0");
}

/** quantity × price × (100 − discount) %, rounded half up to two decimals. */
export function lineTotal(line: Pick<Line, "quantity" | "unitPrice" | "discount">): string {
  const product = scaled(line.quantity, 4) * scaled(line.unitPrice, 4) * (10_000n - scaled(line.discount, 2));
  // 4 + 4 + 4 decimals down to 2.
  const cents = (product + 5n * 10n ** 9n) / 10n ** 10n;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
}

export function linesTotal(lines: readonly Line[]): string {
  const cents = lines.reduce((sum, line) => sum + scaled(lineTotal(line), 2), 0n);
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
}
