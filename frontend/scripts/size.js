/** Measures the built client against its budgets (gzip -9, kB = 1000 bytes) and fails when one is broken. */
import { files } from "./files.js";
import { BUDGET, weigh, weights } from "./weights.js";

const DIST = "dist";
const { firstJs, firstCss, charts, embedded, lazyRoutes } = weights(DIST);
const rows = [
  ["first route JS (with one language)", firstJs, BUDGET.firstJs, ""],
  ["first route CSS", firstCss, BUDGET.firstCss, ""],
  ["chart library, with the first chart", charts, BUDGET.charts, ""],
  ["the script of embedded pages", embedded, BUDGET.embedded, ""],
  ...lazyRoutes.map((route) => {
    const note = `  (with shared chunks ${route.withShared.toFixed(1)}, files ${route.files} of ${BUDGET.files})`;
    return [route.name, route.alone, BUDGET.lazyRoute, note];
  }),
];

let broken = 0;
for (const [name, size, budget, note] of rows) {
  // Not a number is over any budget.
  const isOver = !(size <= budget);
  broken += isOver ? 1 : 0;
  console.log(`${isOver ? "OVER " : "ok   "} ${name.padEnd(38)} ${size.toFixed(1).padStart(6)} kB of ${budget}${note}`);
}
for (const route of lazyRoutes.filter((one) => one.files > BUDGET.files)) {
  broken += 1;
  console.log(
    `OVER  ${route.name} adds ${route.files} files of ${BUDGET.files}: vite.chunks.ts says what comes together`,
  );
}
const all = files(`${DIST}/assets`, ".js").reduce((sum, file) => sum + weigh(".", file), 0);
console.log(`all JavaScript: ${all.toFixed(0)} kB`);
process.exitCode = broken > 0 ? 1 : 0;
