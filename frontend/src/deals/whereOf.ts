import type { DealWhere } from "./deals.gen";

/** The filter in the address, as a number on the home page wrote it; what cannot be read filters nothing. */
export function whereOf(text: string | undefined): DealWhere | null {
  if (!text) return null;
  try {
    const found: unknown = JSON.parse(text);
    return found && typeof found === "object" && !Array.isArray(found) ? (found as DealWhere) : null;
  } catch {
    return null;
  }
}
