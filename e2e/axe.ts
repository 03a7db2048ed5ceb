import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it stands: everything in the light theme; in the dark one only what a theme can change. */
export async function violations(page: Page, path: string): Promise<string[]> {
  const told: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.evaluate((one) => document.documentElement.setAttribute('data-theme', one), theme);
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const found = await (theme === 'light' ? axe.withTags(TAGS) : axe.withRules(['color-contrast'])).analyze();
    told.push(...found.violations.map((one) => `${path}, ${theme}: ${one.id}: ${one.nodes[0]?.html}`));
  }
  return told;
}
