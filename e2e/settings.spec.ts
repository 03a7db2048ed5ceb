import { expect, test } from '@playwright/test';
import { signIn } from './people';

test('小林 sees people and pipelines in the settings, 张三 his colleagues by name only', async ({ page, browser, baseURL }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings');
  await expect(page.getByText(/用户|成员/).first()).toBeVisible();
  await expect(page.getByText('销售流程').first()).toBeVisible();
  const context = await browser.newContext({ baseURL, locale: 'zh-CN' });
  const rep = await context.newPage();
  await signIn(rep, 'zhangsan');
  await rep.goto('/settings');
  await expect(rep.getByText('个人资料').first()).toBeVisible();
  await rep.goto('/settings/users');
  await expect(rep.getByText('李四').first()).toBeVisible();
  await expect(rep.getByRole('button', { name: /新建用户/ })).toHaveCount(0);
  await context.close();
});
