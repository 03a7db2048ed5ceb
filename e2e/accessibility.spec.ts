import { expect, type Page } from '@playwright/test';
import { test } from './browsers';
import { found } from './axe';
import { ask, done, signIn, signInAs } from './people';

const LISTS = [
  '/',
  '/leads',
  '/leads/board',
  '/missed',
  '/board',
  '/deals',
  '/accounts',
  '/contacts',
  '/tasks',
  '/campaigns',
  '/pool',
  '/load',
  '/import',
  '/reports',
  '/reports/channels',
  '/reports/customers',
  '/reports/forecast',
  '/reports/kpis',
  '/reports/waterfall',
  '/reports/ready-won-by-month',
  '/reports/new',
];
const ONE_OF_EACH = `{ leads(first: 1) { nodes { id } } deals(first: 1) { nodes { id } } accounts(first: 1) { nodes { id } }
  contacts(first: 1) { nodes { id } } campaigns(first: 1) { nodes { id } } }`;

/** The screens of the work: lists, and a record of each kind. */
async function work(page: Page): Promise<string[]> {
  const found = await ask<Record<string, { nodes: { id: string }[] }>>(page, ONE_OF_EACH);
  return [...LISTS, ...Object.entries(found).flatMap(([list, { nodes }]) => nodes.map(({ id }) => `/${list}/${id}`))];
}

/** The screens of the settings, as the menu of whoever looks lists them. */
async function settings(page: Page): Promise<string[]> {
  await page.goto('/settings/profile');
  const links = page.locator('nav a[href^="/settings/"]');
  await expect(links.nth(4)).toBeAttached();
  return links.evaluateAll((all) => all.map((one) => one.getAttribute('href')!));
}

/** 小林 reads Chinese: an administrator who reads English comes to the company. */
async function newAdministrator(page: Page): Promise<void> {
  const email = `adam-${Date.now()}@weir.example`;
  const password = 'heron over slow water 41';
  await signIn(page, 'xiaolin');
  await done(page, 'createUser', 'user { id }', { name: 'Adam', email, password, roles: ['ADMIN'], locale: 'EN' });
  await signInAs(page, email, password);
}

// In two halves, so that one slow page does not hide the others; the settings as an administrator, who finds them all.
const HALVES = [
  { half: 'screen of the work', screens: work, english: (page: Page) => signIn(page, 'wangwu') },
  { half: 'screen of the settings', screens: settings, english: newAdministrator },
] as const;
/** What hangs on words and colours: contrast, room for a finger, and names, which are translated. */
const OF_WORDS_AND_COLOURS = [
  ...['color-contrast', 'link-in-text-block', 'target-size', 'html-has-lang', 'html-lang-valid', 'document-title', 'summary-name', 'label'],
  ...['button-name', 'link-name', 'select-name', 'image-alt', 'role-img-alt', 'svg-img-alt', 'aria-command-name', 'aria-input-field-name'],
  ...['aria-progressbar-name', 'aria-toggle-field-name', 'aria-tooltip-name'],
];
/**
 * The theme of each language on each size: every screen is seen in both themes and both languages, and in each of them on both sizes.
 * Every rule is asked in the first look; in the second only what other words and colours can change.
 */
const LOOKS = [
  { language: 'zh-CN', wide: 'light', narrow: 'dark', rules: undefined },
  { language: 'en', wide: 'dark', narrow: 'light', rules: OF_WORDS_AND_COLOURS },
] as const;

/** Goes there as a link does, without loading the page anew; done when another screen stands there and changes no more. */
async function go(page: Page, path: string): Promise<void> {
  const main = page.locator('main, [role=main]').first();
  const before = await main.innerText();
  let last = before;
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  const stands = async () => {
    const now = await main.innerText();
    const isSame = now === last;
    last = now;
    return isSame && now !== before;
  };
  await expect.poll(stands, { message: `${path} is shown`, intervals: [150] }).toBe(true);
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

for (const { language, wide: onWide, narrow, rules } of LOOKS) {
  for (const { half, screens, english } of HALVES) {
    test(`every ${half} fits its width and is free of WCAG 2.2 AA violations: ${language}`, async ({ viewport, beside }) => {
      test.slow();
      const colorScheme = (viewport?.width ?? 0) > 800 ? onWide : narrow;
      const page = await beside(undefined, { colorScheme, locale: language, reducedMotion: 'reduce' });
      await (language === 'en' ? english(page) : signIn(page, 'xiaolin'));
      const paths = await screens(page);
      // None of them, so that the first is arrived at like the others.
      await page.goto('/gallery');
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const told: string[] = [];
      for (const path of paths) {
        await go(page, path);
        const over = await page.evaluate(() => {
          const { scrollWidth, scrollHeight } = document.documentElement;
          return [scrollWidth - innerWidth, scrollHeight - innerHeight];
        });
        if (over.some((pixels) => pixels > 0)) told.push(`${path}: the window scrolls by ${over.join(' and ')} px; the page should`);
        told.push(...(await found(page, { rules })).map((one) => `${path}, ${colorScheme}: ${one}`));
      }
      expect(told).toEqual([]);
    });
  }
}
