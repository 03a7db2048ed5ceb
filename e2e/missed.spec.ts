import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { signIn } from './people';

test('a number of missed business opens exactly its leads, in the chart and in the table', async ({ page }) => {
  await signIn(page, 'zhao');
  await page.goto('/missed');
  const count = page.getByRole('list').getByRole('link', { name: /^报价前流失：\d+ 条线索$/ });
  await expect(count).toBeVisible();
  const shown = Number(await count.textContent());
  await page.getByRole('radio', { name: '表格' }).click();
  await expect(page.getByRole('row', { name: /^合计/ }).getByRole('link', { name: /^报价前流失/ })).toHaveText(String(shown));
  expect(await foundInBothThemes(page)).toEqual([]);
  await count.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(String(shown));
  await expect(page.getByText('韩雪峰')).toBeVisible();
});

test('赵总 finds what sleeps among the views of the list', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhao');
  await page.goto('/leads');
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.getByRole('menuitem', { name: '沉寂线索' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('沉寂线索');
  await expect(page.getByText('唐伟')).toBeVisible();
  await expect(page.getByText('吴佳')).toBeHidden();
});
