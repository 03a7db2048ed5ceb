// The gates of `npm run bench:client`: what is measured, how good it should be, and the table beside it.
import { BUDGET } from '../frontend/scripts/weights.js';

/** part, name, unit, moonshot, gate; what is measured is added by `best`. */
export const GATES = [
  ['size', 'first route JS', 'kB gz', 160, BUDGET.firstJs],
  ['size', 'first route CSS', 'kB gz', 8, BUDGET.firstCss],
  ['size', 'largest lazy chunk of a route', 'kB gz', 30, BUDGET.lazyRoute],
  ['phone', 'LCP, Lighthouse mobile', 'ms', 1800, 2500],
  ['phone', 'TBT, Lighthouse mobile', 'ms', 150, 350],
  ['dialog', 'INP of opening a dialog, desktop', 'ms', 100, 200],
  ['dialog', 'INP of opening a dialog, phone 4x', 'ms', 200, 300],
  ['board', 'board: first card, 1x', 'ms', 600, 1000],
  ['board', 'board: first card, 4x', 'ms', 1500, 2000],
  ['drag', 'drag frame p95, 1x', 'ms', 18, 22],
  ['drag', 'drag frame p95, 4x', 'ms', 28, 36],
  ['drag', 'worst frame during lift, 4x', 'ms', 50, 80],
  ['drag', 'drop to optimistic paint', 'ms', 16, 50],
  ['board', 'board: DOM nodes', '', 1500, 2500],
];
// Nothing on a page takes no time at all, but a page may well block for none.
const MAY_BE_NOTHING = new Set(['TBT, Lighthouse mobile']);
const measured = new Map();
/** Keeps the best figure of all runs. What is no figure (nothing was seen) is kept out, and missing at the end. */
export function best(name, value) {
  if (!Number.isFinite(value) || value < 0 || (value === 0 && !MAY_BE_NOTHING.has(name))) return;
  measured.set(name, Math.min(measured.get(name) ?? value, value));
}

/** Prints every gate of the parts that were wanted; returns how many were missed. */
export function table(wants, runs) {
  const pad = (text, width) => String(text).padEnd(width);
  console.log(`\n${pad('', 36)}${pad('gate', 11)}${pad('moonshot', 11)}${pad('measured', 11)}`);
  let missed = 0;
  for (const [part, name, unit, moonshot, gate] of GATES) {
    if (!wants(part)) continue;
    const value = measured.get(name);
    const holds = value <= gate;
    const verdict = value === undefined ? 'NOT MEASURED' : value <= moonshot ? 'ok, moonshot' : holds ? 'ok' : 'MISSED';
    missed += holds ? 0 : 1;
    const shown = value === undefined ? '' : `${unit === 'kB gz' ? value.toFixed(1) : Math.round(value)} ${unit}`;
    console.log(`${pad(name, 36)}${pad(gate, 11)}${pad(moonshot, 11)}${pad(shown, 14)}${verdict}`);
  }
  console.log(`\nBest of ${runs}. ${missed === 0 ? 'Every gate holds.' : `${missed} missed.`}`);
  return missed;
}
