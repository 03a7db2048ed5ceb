import { type Locator, type Page, expect } from '@playwright/test';

/** Goes on with Tab until something has the focus: nobody counts the stops before it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  await expect(async () => {
    for (let stop = 0; stop < 80 && !(await target.evaluate((one) => one === document.activeElement)); stop += 1) await page.keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 100 });
  }).toPass();
}

/** Presses a button as who has no mouse does. */
export async function press(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}
