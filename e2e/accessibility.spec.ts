import { expect, test } from '@playwright/test';
import { foundInBothThemes } from './axe';
import { signIn } from './people';

const SETTINGS = ['profile', 'security', 'users', 'structure', 'calendars', 'pipelines', 'products', 'rates', 'tokens'];
/** The screens in two halves, so that one slow page does not hide the others. `admin` is what only administrators find. */
const SCREENS = [
  { half: 'screen of the work', pages: ['/', '/leads', '/board', '/deals', '/accounts', '/contacts', '/tasks', '/import'], admin: [] },
  {
    half: 'screen of the settings',
    pages: SETTINGS.map((one) => `/settings/${one}`),
    admin: ['/settings/roles', '/settings/audit', '/settings/assignment'],
  },
];

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
        told.push(...(await foundInBothThemes(page, path)));
      }
      expect(told).toEqual([]);
      await context.close();
    });
  }
}
