import { expect } from '@playwright/test';
import { test } from './browsers';
import { found } from './axe';

/** What a component shows only when it is opened: the part it stands in, the button that opens it, what appears. */
const OPENED = [
  ['Menu', 'button', '[role=menu]'],
  ['Select', '[role=combobox]', '[role=listbox]'],
  ['Combobox', '[aria-haspopup][role=combobox], input', '[role=listbox]'],
  ['Dialog', 'button', '[role=dialog]'],
  ['Popover', 'button', '[role=dialog]'],
  ['RecordForm', 'button', '[role=dialog]'],
] as const;

for (const [who, language, colorScheme, tag] of [
  ['xiaolin', 'zh-CN', 'light', '@narrow'],
  ['wangwu', 'en', 'dark', '@wide'],
] as const) {
  test(`every component, open and closed, is free of WCAG 2.2 AA violations: ${language}, ${colorScheme}`, { tag }, async ({ beside }) => {
    test.slow();
    const page = await beside(who, { colorScheme, locale: language, reducedMotion: 'reduce' });
    await page.goto('/gallery');
    await expect(page.locator('[data-part]').nth(20)).toBeAttached();
    expect(await found(page, { within: 'main' })).toEqual([]);
    for (const [name, opener, popup] of OPENED) {
      await page.locator(`[data-part="${name}"]`).locator(opener).first().click();
      const shown = page.locator(popup).filter({ visible: true });
      await expect(shown.first()).toBeVisible();
      expect(await found(page, { within: popup }), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(shown).toHaveCount(0);
    }
  });
}
