import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const ENTRY = "index.html";
const FIRST_ROUTE = "src/deals/BoardPage.tsx";
const LANGUAGE = ".po?first";
const CHARTS = "src/charts/engine.ts";
const EMBEDDED = "embed.js";
const ROUTE = /(Page|Section)\.tsx$/;

/**
 * gzip -9 in kB = 1000 bytes; `files` is how many a route may add to the first. Each is a budget that fails the build; the sizes are
 * gates of `npm run bench:client`, too.
 */
export const BUDGET = { firstJs: 185, firstCss: 12, lazyRoute: 45, charts: 200, embedded: 200, files: 34 };

/** The size of one built file in kB. */
export const weigh = (dist, file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1000;

/**
 * What the built client weighs: the first route with the heaviest language, the chart library, and each lazy route alone and with what
 * no first route brought. Throws when a file that must be there has another name by now (a figure nobody measured is not a small one),
 * and when files import each other: which of them runs first is nobody's choice then.
 */
export function weights(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, ".vite", "manifest.json"), "utf8"));
  const keys = Object.keys(manifest);
  for (const key of [ENTRY, FIRST_ROUTE, CHARTS])
    if (!manifest[key]) throw new Error(`The built client has no ${key}.`);
  const languages = keys.filter((key) => key.endsWith(LANGUAGE));
  const routes = keys.filter((key) => ROUTE.test(key) && key !== FIRST_ROUTE);
  if (languages.length === 0 || routes.length === 0)
    throw new Error("The built client has no languages or no lazy routes.");

  /** A chunk with everything it imports at once. */
  const closure = (key, seen = new Set()) => {
    if (seen.has(key) || !manifest[key]) return seen;
    seen.add(key);
    for (const next of manifest[key].imports ?? []) closure(next, seen);
    return seen;
  };
  const total = (chunks, read) => [...new Set(chunks.flatMap(read))].reduce((sum, file) => sum + weigh(dist, file), 0);
  const js = (key) => [manifest[key].file].filter((file) => file.endsWith(".js"));
  const css = (key) => manifest[key].css ?? [];

  const circle = keys.filter((key) => (manifest[key].imports ?? []).some((next) => closure(next).has(key)));
  if (circle.length > 0) throw new Error(`Built files import each other (vite.chunks.ts): ${circle.join(", ")}.`);
  const first = new Set([...closure(ENTRY), ...closure(FIRST_ROUTE)]);
  const later = (key) => [...closure(key)].filter((one) => !first.has(one));
  return {
    firstJs: total([...first], js) + Math.max(...languages.map((key) => weigh(dist, manifest[key].file))),
    firstCss: total([...first], css),
    charts: total(later(CHARTS), js),
    embedded: weigh(dist, EMBEDDED),
    lazyRoutes: routes.map((key) => ({
      name: key.replace("src/", ""),
      alone: weigh(dist, manifest[key].file),
      withShared: total(later(key), js),
      files: later(key).length,
    })),
  };
}
