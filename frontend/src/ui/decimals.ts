/** A decimal as an integer of its smallest parts: money is never added up in floats. */
export function scaled(text: string, digits: number): bigint {
  const [whole = "0", part = ""] = text.split(".");
  return BigInt(whole || "0") * 10n ** BigInt(digits) + BigInt((part + "0".repeat(digits)).slice(0, digits) || "0");
}

/** Cents as a decimal with two places. */
export function fromCents(cents: bigint): string {
  const text = `${cents < 0n ? -cents : cents}`.padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`;
}
