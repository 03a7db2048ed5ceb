import { expect, test } from '@playwright/test';
import { foundInBothThemes } from './axe';
import { signIn } from './people';

test('莫莉 opens a source, a website sends to it, and what came stands in the log', async ({ page }) => {
  await signIn(page, 'moli');
  await page.goto('/settings/sources');
  await page.getByRole('button', { name: '新建入口' }).first().click();
  const form = page.getByRole('dialog', { name: '新建入口' });
  await form.getByLabel('名称').fill('百度推广');
  await form.getByRole('checkbox', { name: /姓名/ }).click();
  await form.getByRole('button', { name: '映射字段' }).click();
  await form.getByLabel('值的路径').fill('data.who');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: /百度推广/ }).click();
  const panel = page.getByRole('dialog', { name: '百度推广' });
  await expect(panel.getByText('"who": "张三"')).toBeVisible();
  const address = await panel.getByText(/^http.*\/in\//).textContent();

  const sent = await page.request.post(address!, { data: { data: { who: '端到端来客' } } });
  expect([sent.status(), await sent.json()]).toEqual([202, { status: 'accepted' }]);
  expect((await page.request.post(address!, { data: {} })).status()).toBe(422);
  await expect(async () => {
    await panel.getByRole('button', { name: '刷新' }).click();
    await expect(panel.getByRole('link', { name: '端到端来客' })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(panel.getByText('请填写姓名。')).toBeVisible();
  expect(await foundInBothThemes(page, 'source')).toEqual([]);
});
