import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { signIn } from './people';

test('赵总 reads the leaderboard three ways with one total, and who needs which help', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhao');
  const totals: string[] = [];
  for (const by of ['person', 'department', 'region']) {
    await page.goto(`/reports/leaderboard?every=year&by=${by}`);
    const total = page.getByRole('table', { name: '全部指标' }).getByRole('row', { name: /^合计/ });
    await expect(total).toBeVisible();
    totals.push(await total.innerText());
  }
  expect(new Set(totals).size).toBe(1);
  expect(await foundInBothThemes(page, 'leaderboard')).toEqual([]);
  await page.goto('/reports/coaching');
  const number = page.getByRole('table', { name: '勤奋度与转化能力' }).getByRole('link', { name: /^张三, 有效跟进/ });
  const count = await number.innerText();
  expect(await foundInBothThemes(page, 'coaching')).toEqual([]);
  await number.click();
  await expect(page.locator('h1')).toContainText(count);
  await page.goto('/reports/adoption');
  await expect(page.getByRole('heading', { name: '数据质量', exact: true })).toBeVisible();
  expect(await foundInBothThemes(page, 'adoption')).toEqual([]);
});
