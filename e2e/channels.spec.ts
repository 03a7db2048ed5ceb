import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { signIn } from './people';

test('赵总 sees which channel pays, and the leads of one are as many as its number says', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhao');
  await page.goto('/reports');
  await page.getByRole('link', { name: /渠道与线索/ }).click();
  const table = page.getByRole('table', { name: '按渠道' });
  await expect(table.getByRole('row', { name: /行业展会/ })).toContainText('¥6.1万');
  await page.getByRole('radio', { name: 'U 型' }).click();
  await expect(page.getByRole('radio', { name: 'U 型' })).toBeChecked();
  expect(await foundInBothThemes(page, 'channels')).toEqual([]);
  const leads = table.getByRole('link', { name: /^行业展会/ });
  const counted = await leads.innerText();
  await leads.click();
  await expect(page).toHaveURL(/\/leads/);
  await expect(page.locator('h1')).toContainText(counted);
  await page.goBack();
  const won = page.getByRole('link', { name: /^赢单：/ }).first();
  const wins = await won.innerText();
  await won.click();
  await expect(page.locator('h1')).toContainText(wins);
});

test('赵总 goes from a key figure to the customers behind it, and to those of one group', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhao');
  await page.goto('/reports/kpis');
  await expect(page.getByRole('link', { name: /赢单率\s*\d/ })).toBeVisible();
  expect(await foundInBothThemes(page, 'kpis')).toEqual([]);
  await page.getByRole('link', { name: /客户留存率/ }).click();
  const group = page.getByRole('button', { name: /重要价值/ });
  const count = Number((await group.innerText()).match(/(\d+) 个客户/)?.[1]);
  expect(count).toBeGreaterThan(0);
  await group.click();
  await expect(page.getByRole('table', { name: '客户', exact: true }).getByRole('row')).toHaveCount(count + 1);
  expect(await foundInBothThemes(page, 'customers')).toEqual([]);
});

test('莫莉, who sees no amounts, is told so by the customers page', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'moli');
  await page.goto('/reports/customers');
  await expect(page.getByRole('alert')).toContainText('你的角色看不到这里');
});
