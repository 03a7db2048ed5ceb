import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Every file below a folder with the given ending, in a stable order. */
export function files(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => name.endsWith(ending))
    .sort();
}
