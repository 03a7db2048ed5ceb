import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { signIn } from './people';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function violations(page: Page, within: string): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .include(within)
    .withTags(TAGS)
    .analyze();
  return found.violations.flatMap((one) => one.nodes.map((node) => `${within}: ${one.id}: ${node.html.slice(0, 160)}`));
}

/** What a component shows only when it is opened: the part it stands in, the button that opens it, what appears. */
const OPENED = [
  ['Menu', 'button', '[role=menu]'],
  ['Select', '[role=combobox]', '[role=listbox]'],
  ['Combobox', '[aria-haspopup][role=combobox], input', '[role=listbox]'],
  ['Dialog', 'button', '[role=dialog]'],
  ['Popover', 'button', '[role=dialog]'],
  ['RecordForm', 'button', '[role=dialog]'],
] as const;

for (const [who, language, colorScheme] of [
  ['xiaolin', 'zh-CN', 'light'],
  ['wangwu', 'en', 'dark'],
] as const) {
  test(`every component, open and closed, is free of WCAG 2.2 AA violations: ${language}, ${colorScheme}`, async ({ browser, baseURL, viewport }) => {
    test.slow();
    const context = await browser.newContext({
      baseURL,
      colorScheme,
      viewport,
      locale: language,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await signIn(page, who);
    await page.goto('/gallery');
    await expect(page.locator('[data-part]').nth(20)).toBeAttached();
    expect(await violations(page, 'main')).toEqual([]);
    for (const [name, opener, popup] of OPENED) {
      await page.locator(`[data-part="${name}"]`).locator(opener).first().click();
      const shown = page.locator(popup).filter({ visible: true });
      await expect(shown.first()).toBeVisible();
      expect(await violations(page, popup), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(shown).toHaveCount(0);
    }
    await context.close();
  });
}
