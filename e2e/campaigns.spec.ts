import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { signIn } from './people';

test('莫莉 plans a campaign, books its cost and sees whom it reached', { tag: '@wide' }, async ({ page }) => {
  const name = `新品发布会${Date.now()}`;
  await signIn(page, 'moli');
  await page.goto('/campaigns');
  await page.getByRole('button', { name: '新建市场活动' }).first().click();
  const form = page.getByRole('dialog', { name: '新建市场活动' });
  await form.getByLabel('名称').fill(name);
  await form.getByLabel('渠道').fill('线下研');
  await page.getByRole('option', { name: /线下研讨会/ }).click();
  await form.getByRole('button', { name: '保存' }).click();
  await expect(page).toHaveURL(/\/campaigns\/campaign_/);

  await page.getByRole('button', { name: '登记花费' }).click();
  const cost = page.getByRole('dialog', { name: '登记花费' });
  await cost.getByLabel('金额').fill('100');
  await cost.getByLabel('开始日期').fill('2026-03-01');
  await cost.getByLabel('结束日期').fill('2026-03-03');
  await cost.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('¥33.34')).toBeVisible();

  await page.getByRole('button', { name: '添加成员' }).first().click();
  const add = page.getByRole('dialog', { name: '添加成员' });
  await add.getByRole('combobox', { name: '线索' }).fill('梁雪');
  await page.getByRole('option', { name: /梁雪/ }).click();
  await add.getByRole('button', { name: '添加', exact: true }).click();
  await page.getByRole('combobox', { name: '梁雪的状态' }).click();
  await page.getByRole('option', { name: '已参加' }).click();
  await expect(page.getByRole('heading', { name: /成员.*已参加.*1/ })).toBeVisible();

  await page.getByRole('button', { name: '新建链接' }).first().click();
  const link = page.getByRole('dialog', { name: '新建链接' });
  await link.getByLabel('名称').fill('门口海报');
  await link.getByLabel('目标地址').fill('https://shop.example/');
  await link.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '门口海报的二维码' }).click();
  const code = page.getByRole('dialog', { name: '门口海报' });
  const drawn = code.getByRole('img', { name: '门口海报的二维码' });
  await expect.poll(() => drawn.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  const address = (await code.getByText(/^http.*\/t\//).textContent())!;
  expect(await foundInBothThemes(page, 'tracking link')).toEqual([]);
  await code.getByRole('button', { name: '关闭' }).first().click();
  const followed = await page.request.get(address, { maxRedirects: 0 });
  expect([followed.status(), new URL(followed.headers().location!).host]).toEqual([302, 'shop.example']);

  await page.getByRole('link', { name: '梁雪' }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
});
