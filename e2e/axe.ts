import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it stands, or within a part of it, each with the element it is about. */
export async function found(page: Page, { within, rules }: { within?: string; rules?: string[] } = {}): Promise<string[]> {
  // Half a megabyte to parse: once in a document is enough.
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe.source);
    await page.evaluate(rememberColours);
  }
  const runOnly = rules ? { type: 'rule' as const, values: rules } : { type: 'tag' as const, values: TAGS };
  return page.evaluate(inspect, [within, { runOnly, resultTypes: ['violations' as const] }] as const);
}

/** Runs in the page: each colour is read once. Reading the same few anew for every element is a third of what axe does. */
function rememberColours(): void {
  type Channels = { r: number; g: number; b: number; alpha: number };
  type Colour = Channels & { parseString(text: string): Colour };
  const { prototype } = (window as unknown as { axe: { commons: { color: { Color: { prototype: Colour } } } } }).axe.commons.color.Color;
  const read = prototype.parseString;
  const known = new Map<string, Channels>();
  prototype.parseString = function (text) {
    const before = known.get(text);
    if (before) return Object.assign(this, before);
    read.call(this, text);
    known.set(text, { r: this.r, g: this.g, b: this.b, alpha: this.alpha });
    return this;
  };
}

/**
 * Runs in the page, once every colour and place is what it is going to be. What begins to fade while axe looks (a notice whose time is
 * over) would be found too pale, so axe looks again then: at most five times, so that a page that never rests is told as it is.
 */
async function inspect([within, options]: readonly [string | undefined, RunOptions]): Promise<string[]> {
  const context = within ?? document;
  let told: string[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    for (;;) {
      const changing = document.getAnimations().filter((it) => it instanceof CSSTransition);
      if (changing.length === 0) break;
      await Promise.allSettled(changing.map((it) => it.finished));
    }
    let began = false;
    const begin = () => {
      began = true;
    };
    addEventListener('transitionrun', begin, true);
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(context, options);
    removeEventListener('transitionrun', begin, true);
    told = violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
    if (told.length === 0 || !began) break;
  }
  return told;
}

/** Puts the other theme on: each of its colours begins to change, and `found` waits until it has. */
const wear = (page: Page, theme: string): Promise<void> => page.evaluate((one) => document.documentElement.setAttribute('data-theme', one), theme);

/** The same in both themes: everything in the light one; in the dark one only what a theme can change. */
export async function foundInBothThemes(page: Page, path: string): Promise<string[]> {
  const told: string[] = [];
  for (const theme of ['light', 'dark']) {
    await wear(page, theme);
    const rules = theme === 'dark' ? ['color-contrast'] : undefined;
    told.push(...(await found(page, { rules })).map((one) => `${path}, ${theme}: ${one}`));
  }
  return told;
}
