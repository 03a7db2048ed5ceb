import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { signIn } from './people';

test('陈经理 reads the forecast of the quarter, opens the deals behind a number, and says another figure for 李四', { tag: '@wide' }, async ({
  page,
}) => {
  await signIn(page, 'chen');
  await page.goto('/reports');
  await page.getByRole('link', { name: /销售预测/ }).click();
  for (const method of ['加权金额', '承诺', '历史赢率', '停留时间'])
    await expect(page.getByRole('listitem').filter({ hasText: method }).first()).toBeVisible();
  const people = page.getByRole('table', { name: '按人预测' });
  await people.getByRole('button', { name: '李四：提交预测' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('当月预计成交').fill('123456');
  await dialog.getByLabel('原因').fill('客户预算未批');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(people.getByRole('row', { name: /李四/ }).getByTitle(/123,456 · 陈经理 · 客户预算未批/)).toBeVisible();
  await page.getByRole('combobox', { name: '时间范围' }).click();
  await page.getByRole('option', { name: '本季度' }).click();
  await expect(page).toHaveURL(/QUARTER/);
  await expect(page.getByRole('img', { name: '预测的变化过程' })).toBeVisible();
  expect(await foundInBothThemes(page, 'forecast')).toEqual([]);
  const deals = people.getByRole('link', { name: /^李四/ });
  const counted = await deals.innerText();
  await deals.click();
  await expect(page).toHaveURL(/\/deals/);
  await expect(page.locator('h1')).toContainText(counted);
});

test('陈经理 sees what happened to the pipeline since a day, and the deals of one step', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'chen');
  await page.goto('/reports/waterfall');
  const added = page.getByRole('button', { name: /新增/ });
  await expect(added).toBeVisible();
  const count = Number((await added.innerText()).match(/(\d+) 个商机/)?.[1]);
  await added.click();
  await expect(added).toHaveAttribute('aria-pressed', 'true');
  const table = page.getByRole('table', { name: '相关商机' });
  await expect(table.getByRole('row', { name: /赢单|金额增加/ })).toHaveCount(0);
  await expect(table.getByRole('row')).toHaveCount(Math.min(count, 20) + 1);
  expect(await foundInBothThemes(page, 'waterfall')).toEqual([]);
});
