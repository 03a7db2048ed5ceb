import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
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
const PAGES = SCREENS.flatMap(({ pages, admin }) => [...pages, ...admin]);

for (const [who, language] of [
  ['xiaolin', 'zh-CN'],
  ['wangwu', 'en'],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { half, pages, admin } of SCREENS) {
      test(`every ${half} is free of WCAG 2.2 AA violations: ${language}, ${colorScheme}`, async ({ browser, baseURL, viewport }) => {
        test.slow();
        const context = await browser.newContext({ baseURL, colorScheme, viewport, locale: language, reducedMotion: 'reduce' });
        const page = await context.newPage();
        await signIn(page, who);
        for (const path of who === 'xiaolin' ? [...pages, ...admin] : pages) {
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
}

test('no screen scrolls sideways', async ({ page }) => {
  test.slow();
  await signIn(page, 'xiaolin');
  for (const path of PAGES) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide, path).toBeLessThanOrEqual(0);
  }
});
