import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it stands, or within a part of it, each with the element it is about. */
export async function found(page: Page, { within, rules }: { within?: string; rules?: string[] } = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  if (within) axe.include(within);
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze();
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
}

/** The same in both themes: everything in the light one; in the dark one only what a theme can change. */
export async function foundInBothThemes(page: Page, path: string): Promise<string[]> {
  const told: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.evaluate((one) => document.documentElement.setAttribute('data-theme', one), theme);
    const rules = theme === 'dark' ? ['color-contrast'] : undefined;
    told.push(...(await found(page, { rules })).map((one) => `${path}, ${theme}: ${one}`));
  }
  return told;
}
