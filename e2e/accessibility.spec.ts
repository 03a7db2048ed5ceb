import AxeBuilder from '@axe-core/playwright';
import { type Page, expect, test } from '@playwright/test';
import { signIn } from './people';

const SETTINGS = ['profile', 'security', 'users', 'structure', 'pipelines', 'products', 'rates', 'tokens'];
/** The screens in two halves, so that one slow page does not hide the others. `admin` is what only administrators find. */
const SCREENS = [
  { half: 'screen of the work', pages: ['/', '/board', '/deals', '/accounts', '/contacts', '/tasks', '/import'], admin: [] },
  {
    half: 'screen of the settings',
    pages: SETTINGS.map((one) => `/settings/${one}`),
    admin: ['/settings/roles', '/settings/audit'],
  },
];

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it stands: everything in the light theme; in the dark one only what a theme can change. */
async function violations(page: Page, path: string): Promise<string[]> {
  const told: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.evaluate((one) => document.documentElement.setAttribute('data-theme', one), theme);
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const found = await (theme === 'light' ? axe.withTags(TAGS) : axe.withRules(['color-contrast'])).analyze();
    told.push(...found.violations.map((one) => `${path}, ${theme}: ${one.id}: ${one.nodes[0]?.html}`));
  }
  return told;
}

for (const [who, language] of [
  ['xiaolin', 'zh-CN'],
  ['wangwu', 'en'],
] as const) {
  for (const { half, pages, admin } of SCREENS) {
    test(`every ${half} fits its width and is free of WCAG 2.2 AA violations in both themes: ${language}`, async ({ browser, baseURL, viewport }) => {
      test.slow();
      const context = await browser.newContext({ baseURL, colorScheme: 'light', viewport, locale: language, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await signIn(page, who);
      const told: string[] = [];
      for (const path of who === 'xiaolin' ? [...pages, ...admin] : pages) {
        await page.goto(path);
        await expect(page.locator('main, [role=main]').first()).toBeVisible();
        await page.waitForLoadState('networkidle');
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wide > 0) told.push(`${path} scrolls sideways by ${wide} px`);
        told.push(...(await violations(page, path)));
      }
      expect(told).toEqual([]);
      await context.close();
    });
  }
}
