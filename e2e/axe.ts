import type { Page } from '@playwright/test';
import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it stands, or within a part of it, each with the element it is about. */
export async function found(page: Page, { within, rules }: { within?: string; rules?: string[] } = {}): Promise<string[]> {
  // Half a megabyte to parse: once in a document is enough.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const runOnly = rules ? { type: 'rule' as const, values: rules } : { type: 'tag' as const, values: TAGS };
  const { violations } = await page.evaluate(
    ([context, options]) => (window as unknown as { axe: typeof axe }).axe.run(context ?? document, options),
    [within, { runOnly, resultTypes: ['violations' as const] }] as const,
  );
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
}

/** Puts the other theme on; done when every colour has changed, and what inherits it. */
const wear = (page: Page, theme: string): Promise<void> =>
  page.evaluate(async (one) => {
    document.documentElement.setAttribute('data-theme', one);
    for (;;) {
      const changing = document.getAnimations().filter((it) => it instanceof CSSTransition);
      if (!changing.length) return;
      await Promise.allSettled(changing.map((it) => it.finished));
    }
  }, theme);

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
