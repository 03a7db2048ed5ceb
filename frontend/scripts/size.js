/** Measures the built client against its budgets (gzip -9, kB = 1000 bytes) and fails when one is broken. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { files } from "./files.js";

const BUDGET = { firstJs: 185, firstCss: 12, lazyRoute: 45 };
const FIRST_ROUTE = "src/deals/BoardPage.tsx";
const ENTRY = "index.html";

const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));
const weigh = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length / 1000;

/** A chunk with everything it imports at once. */
function closure(key, seen = new Set()) {
  if (seen.has(key) || !manifest[key]) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const total = (keys, read) => [...new Set(keys.flatMap(read))].reduce((sum, file) => sum + weigh(file), 0);
const js = (key) => [manifest[key].file].filter((file) => file.endsWith(".js"));
const css = (key) => manifest[key].css ?? [];

const locales = Object.keys(manifest).filter((key) => key.endsWith(".po?first"));
const heaviest = Math.max(...locales.map((key) => weigh(manifest[key].file)));
const first = [...closure(ENTRY), ...closure(FIRST_ROUTE)];
const rows = [
  ["first route JS (with one language)", total(first, js) + heaviest, BUDGET.firstJs],
  ["first route CSS", total(first, css), BUDGET.firstCss],
];

const known = new Set(first);
for (const key of Object.keys(manifest).filter((one) => /Page\.tsx$|Section\.tsx$/.test(one) && one !== FIRST_ROUTE)) {
  rows.push([
    key.replace("src/", ""),
    total(
      [...closure(key)].filter((one) => !known.has(one)),
      js,
    ),
    BUDGET.lazyRoute,
    true,
  ]);
}

let broken = 0;
for (const [name, size, budget, own] of rows) {
  const chunk = own ? weigh(manifest[Object.keys(manifest).find((key) => key.endsWith(name))].file) : size;
  const over = (own ? chunk : size) > budget;
  broken += over ? 1 : 0;
  const note = own ? `  (with shared chunks ${size.toFixed(1)})` : "";
  console.log(`${over ? "OVER " : "ok   "} ${name.padEnd(38)} ${chunk.toFixed(1).padStart(6)} kB of ${budget}${note}`);
}
console.log(
  `all JavaScript: ${files("dist/assets", ".js")
    .reduce((sum, file) => sum + weigh(file.replace("dist/", "")), 0)
    .toFixed(0)} kB`,
);
process.exitCode = broken > 0 ? 1 : 0;
