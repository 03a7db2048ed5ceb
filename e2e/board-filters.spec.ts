import { expect } from '@playwright/test';
import { test } from './browsers';
import { card, column, shownIn } from './cards';
import { newDeal, signIn } from './people';

test('filters are in the address, survive a reload, and the totals are those of what is seen', async ({ page }) => {
  await signIn(page, 'zhangsan');
  const stamp = Date.now();
  const [big, small] = [`大单 ${stamp}`, `小单 ${stamp}`];
  await newDeal(page, big, { amount: { amount: '987654', currency: 'CNY' }, expectedCloseDate: '2027-03-01' });
  await newDeal(page, small, { amount: { amount: '321', currency: 'CNY' } });
  await page.goto(`/board?q=${stamp}`);
  await expect(card(page, big)).toBeVisible();
  await expect(card(page, small)).toBeVisible();
  await page.getByRole('button', { name: /^筛选/ }).click();
  const panel = page.getByRole('dialog', { name: '筛选看板' });
  await panel.getByRole('button', { name: '我', exact: true }).click();
  await panel.getByRole('group', { name: '金额' }).getByLabel('从').fill('900000');
  await expect(card(page, small)).toHaveCount(0);
  await panel.getByRole('button', { name: '完成' }).click();
  await expect(page).toHaveURL(/owner=ME/);
  await expect(page).toHaveURL(/min=/);
  await expect(column(page, '初步接触').getByTestId('column-count')).toHaveText('1');
  await expect(column(page, '初步接触').getByTestId('column-sum')).toHaveText(/98\.8万/);
  await page.reload();
  await expect(card(page, big)).toBeVisible();
  await expect(card(page, small)).toHaveCount(0);
  await expect(page.getByRole('list', { name: '已启用的筛选' })).toContainText('负责人：我');
  await page.getByRole('button', { name: /移除筛选.金额/ }).click();
  await expect(card(page, small)).toBeVisible();
});

test('a close date is found by day, by period and by its absence', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const stamp = Date.now();
  const [dated, undated] = [`有日期 ${stamp}`, `无日期 ${stamp}`];
  await newDeal(page, dated, { expectedCloseDate: '2031-05-05' });
  await newDeal(page, undated);
  await page.goto(`/board?q=${stamp}&close=2031-05-01..2031-05-31`);
  await expect(card(page, dated)).toBeVisible();
  await expect(card(page, undated)).toHaveCount(0);
  await page.goto(`/board?q=${stamp}&close=NONE`);
  await expect(card(page, undated)).toBeVisible();
  await expect(card(page, dated)).toHaveCount(0);
  await page.goto(`/board?q=${stamp}&close=THIS_WEEK`);
  await expect(column(page, '初步接触').getByTestId('column-count')).toHaveText('0');
});

test('tags find deals that have them', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const tag = `标签${Date.now()}`;
  const name = `带标签 ${tag}`;
  await newDeal(page, name, { tags: [tag] });
  await page.goto('/board');
  await page.getByRole('button', { name: /^筛选/ }).click();
  const panel = page.getByRole('dialog', { name: '筛选看板' });
  await panel.getByRole('textbox', { name: '标签' }).fill(tag);
  await panel.getByRole('textbox', { name: '标签' }).press('Enter');
  await panel.getByRole('button', { name: '完成' }).click();
  await expect(card(page, name)).toBeVisible();
  await expect(page.locator('[data-card]')).toHaveCount(1);
  expect(await shownIn(page, name)).toBe('初步接触');
});
