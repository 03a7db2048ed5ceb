import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { isPhone, signIn } from './people';

test('陈经理 plans 李四 in the sheet, sees it in the ranking, and opens the deals behind a number', async ({ page }) => {
  await signIn(page, 'chen');
  // A year of its own for each size: the two share nothing, and no other test plans so far ahead.
  const year = isPhone(page) ? '2033' : '2032';
  await page.goto(`/reports/quotas/plan?from=${year}-01-01`);
  const cell = page.getByRole('textbox', { name: `李四 ${year}-01` });
  await cell.click();
  await cell.fill('40万');
  await cell.press('ArrowRight');
  const next = page.getByRole('textbox', { name: `李四 ${year}-02` });
  await expect(next).toBeFocused();
  await next.evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '410,000\t420,000\n');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole('textbox', { name: `李四 ${year}-03` })).toHaveValue('420,000');
  await expect(cell).toHaveValue('400,000');
  expect(await foundInBothThemes(page, 'plan')).toEqual([]);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存的目标：3')).toBeVisible();
  await page.getByRole('button', { name: '李四：修改记录' }).click();
  await expect(page.getByRole('dialog', { name: '李四：修改记录' })).toContainText(`${year}-01 – → ¥400,000`);
  await page.keyboard.press('Escape');
  await page.goto(`/reports/quotas?every=quarter&from=${year}-01-01`);
  const ranking = isPhone(page) ? page.getByRole('list', { name: '排行榜' }) : page.getByRole('table', { name: '排行榜' });
  await expect(ranking).toContainText('¥1,230,000');
  expect(await foundInBothThemes(page, 'attainment')).toEqual([]);
  await ranking.getByRole('link', { name: /^李四, 本期在途/ }).click();
  await expect(page).toHaveURL(/\/deals/);
});
