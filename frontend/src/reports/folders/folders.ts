/** How many reports and dashboards one may open stand in each folder, by its path: names with slashes between them. */
export type Counts = ReadonlyMap<string, number>;
export type Folder = { path: string; name: string; count: number };

export const namesOf = (path: string) => path.split("/");
export const lastOf = (path: string) => namesOf(path).at(-1) ?? "";
export const parentOf = (path: string) => namesOf(path).slice(0, -1).join("/");
export const within = (parent: string, name: string) => [parent, name].filter(Boolean).join("/");
/** A path as people read it. */
export const shown = (path: string) => namesOf(path).join(" › ");

/** Every folder there is, those that only hold folders among them, in order. */
export function allFolders(counts: Counts): string[] {
  const found = new Set<string>();
  for (const path of counts.keys()) for (let at = path; at; at = parentOf(at)) found.add(at);
  return [...found].sort((a, b) => a.localeCompare(b));
}

/** The folders right within one, with how much stands in them and below. */
export function foldersIn(counts: Counts, parent: string): Folder[] {
  return allFolders(counts)
    .filter((path) => parentOf(path) === parent)
    .map((path) => ({ path, name: lastOf(path), count: below(counts, path) }));
}

function below(counts: Counts, path: string): number {
  let sum = 0;
  for (const [at, count] of counts) if (at === path || at.startsWith(`${path}/`)) sum += count;
  return sum;
}
