import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { default as Axe, RunOptions } from 'axe-core';

/** The short edition: half as much to send to each document, and to parse there. */
const SOURCE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe finds on the page as it stands, or within a part of it, each with the element it is about. With `rules` it is another look at
 * what has been looked at whole: by these rules, and of many that are alike at three.
 */
export async function found(page: Page, { within, rules }: { within?: string; rules?: readonly string[] } = {}): Promise<string[]> {
  // Half a megabyte to parse: once in a document is enough.
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(SOURCE);
    await page.evaluate(rememberColours);
    await page.evaluate(knowTwins);
  }
  const runOnly = rules ? { type: 'rule' as const, values: [...rules] } : { type: 'tag' as const, values: TAGS };
  return page.evaluate(inspect, { within, again: !!rules, options: { runOnly, resultTypes: ['violations' as const] } });
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
 * Runs in the page: finds what stands beside three that are alike in all but their words, down to the last class, role, state and kind of
 * child: the fourth row of a list, the ninth cell of a matrix. Axe compares each element with all others, and what it says of three it
 * says of all.
 */
function knowTwins(): void {
  const looks = new Set(['class', 'role', 'type', 'tabindex', 'colspan', 'rowspan']);
  const states = /^(true|false|mixed|page|step)$/;
  const shapes = new Map<Element, string>();
  const given = (one: Element, { name, value }: Attr): string => {
    if (looks.has(name) || states.test(value)) return ` ${name}=${value}`;
    if (name === 'style') return ` ${(one as HTMLElement).style.color} ${(one as HTMLElement).style.background}`;
    // Of a name or a target it matters that there is one.
    return ` ${name}${value.trim() && '='}`;
  };
  const shape = (one: Element): string => {
    const inside = [...one.childNodes].map((child) => (child instanceof Element ? `<${shape(child)}>` : child.nodeValue?.trim() && '.'));
    const said = [one.localName, ...[...one.attributes].map((it) => given(one, it)), ...inside].join('');
    shapes.set(one, said);
    return said;
  };
  const below = (one: Element): Element[] => {
    const seen = new Map<string, number>();
    return [...one.children].flatMap((child) => {
      const like = shapes.get(child)!;
      seen.set(like, (seen.get(like) ?? 0) + 1);
      return seen.get(like)! > 3 ? [child] : below(child);
    });
  };
  (window as unknown as { twins: () => Element[] }).twins = () => {
    shapes.clear();
    shape(document.body);
    return below(document.body);
  };
}

/**
 * Runs in the page, once every colour and place is what it is going to be. What begins to fade while axe looks (a notice whose time is
 * over) would be found too pale, so axe looks again then: at most five times, so that a page that never rests is told as it is.
 */
async function inspect({ within, again, options }: { within?: string; again: boolean; options: RunOptions }): Promise<string[]> {
  const { axe, twins } = window as unknown as { axe: typeof Axe; twins: () => Element[] };
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
    const exclude = again ? twins() : [];
    const { violations } = await axe.run({ include: [within ?? 'html'], exclude }, options);
    removeEventListener('transitionrun', begin, true);
    told = violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
    if (told.length === 0 || !began) break;
  }
  return told;
}

/** Puts the other theme on: each of its colours begins to change, and `found` waits until it has. */
const wear = (page: Page, theme: string): Promise<void> => page.evaluate((one) => document.documentElement.setAttribute('data-theme', one), theme);

/** The same in both themes: everything in the light one; in the dark one only what a theme can change. `path` is what it is told of. */
export async function foundInBothThemes(page: Page, path = new URL(page.url()).pathname): Promise<string[]> {
  const told: string[] = [];
  for (const theme of ['light', 'dark']) {
    await wear(page, theme);
    const rules = theme === 'dark' ? ['color-contrast'] : undefined;
    told.push(...(await found(page, { rules })).map((one) => `${path}, ${theme}: ${one}`));
  }
  return told;
}
