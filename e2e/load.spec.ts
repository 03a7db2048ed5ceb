import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { newLead, signIn } from './people';

test('陈经理 sees who has how many leads, and a number opens exactly these', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  await newLead(page, { name: `负载${Date.now()}` });
  await signIn(page, 'chen');
  await page.goto('/load');
  await expect(page.getByText(/平均：\d/)).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: '张三' }).last();
  await expect(page.getByText('王五')).toHaveCount(0);
  const link = row.getByRole('link', { name: /今日新增/ });
  const count = (await link.textContent())!;
  expect(await foundInBothThemes(page)).toEqual([]);
  await link.click();
  await expect(page).toHaveURL(/\/leads\?/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(count);
});
