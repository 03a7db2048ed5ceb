import { expect } from '@playwright/test';
import { test } from './browsers';
import { found } from './axe';
import { signIn } from './people';

test('小林 trains the predictive score and is told how many closed leads are missing @wide', async ({ page }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings/scores');
  const part = page.locator('section').filter({ has: page.getByRole('heading', { name: '预测分', exact: true }) });
  await expect(part).toContainText('没有使用中的版本');
  await part.getByRole('button', { name: '立即训练' }).click();
  await expect(part.getByRole('alert')).toContainText(/至少需要 200 条，且每种结果至少 40 条；至少还差 \d+ 条/);
  await expect(part.getByRole('listitem').filter({ hasText: '版本 1' })).toContainText('未通过');
  await expect(part.getByRole('button', { name: '立即训练' })).toBeVisible();
  expect(await found(page)).toEqual([]);
});
