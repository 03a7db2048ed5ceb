import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { signIn } from './people';

const PAGES = [
  '/',
  '/board',
  '/deals',
  '/accounts',
  '/contacts',
  '/tasks',
  '/import',
  ...['profile', 'security', 'users', 'structure', 'roles', 'audit', 'pipelines', 'products', 'rates', 'tokens'].map((one) => `/settings/${one}`),
];

for (const [who, language] of [
  ['xiaolin', 'zh-CN'],
  ['wangwu', 'en'],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`every screen is free of WCAG 2.2 AA violations: ${language}, ${colorScheme}`, async ({ browser, baseURL, viewport }) => {
      test.slow();
      const context = await browser.newContext({ baseURL, colorScheme, viewport, locale: language, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await signIn(page, who);
      // What a rep has no right to is a page that says so; it is looked at too.
      for (const path of PAGES) {
        await page.goto(path);
        await expect(page.locator('main, [role=main]').first()).toBeVisible();
        await page.waitForLoadState('networkidle');
        const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
        const told = found.violations.map((one) => `${path}: ${one.id}: ${one.nodes[0]?.html}`);
        expect(told).toEqual([]);
      }
      await context.close();
    });
  }
}

test('no screen scrolls sideways', async ({ page }) => {
  await signIn(page, 'xiaolin');
  for (const path of PAGES) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide, path).toBeLessThanOrEqual(0);
  }
});
