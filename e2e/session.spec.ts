import { expect } from '@playwright/test';
import { test } from './browsers';
import { EMAIL, PASSWORD, signIn } from './people';

test('陈经理 signs in with e-mail and password and begins with today', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel(/邮箱|E-mail/).fill(EMAIL.chen);
  await page.getByLabel(/密码|Password/).fill(PASSWORD);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('今天');
  await expect(page.getByText('初步接触').filter({ visible: true }).first()).toBeVisible();
  await expect(page).toHaveURL('/');
});

test('a wrong password says so, names no cause, and keeps what was typed', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel(/邮箱|E-mail/).fill('nobody-here@weir.example');
  await page.getByLabel(/密码|Password/).fill('wrong-password');
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
  await expect(page.getByRole('alert').filter({ hasText: /邮箱或密码不正确|wrong/ })).toBeVisible();
  await expect(page.getByLabel(/邮箱|E-mail/)).toHaveValue('nobody-here@weir.example');
});

test('王五 reads Weir in English', async ({ page }) => {
  await signIn(page, 'wangwu');
  await page.goto('/board');
  await expect(page.getByText('First contact').first()).toBeVisible();
});

test('what 王五 types is kept, however late his English comes to a browser that prefers Chinese', { tag: '@narrow' }, async ({ page }) => {
  await page.route(/\/assets\/en-/, async (route) => {
    await new Promise((passed) => setTimeout(passed, 1500));
    await route.continue();
  });
  await signIn(page, 'wangwu');
  await page.goto('/leads?new=lead');
  const name = page.getByRole('dialog').getByLabel(/^(Full name|姓名)/);
  await name.fill('Early Bird');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('dialog', { name: 'New lead' })).toBeVisible();
  await expect(name).toHaveValue('Early Bird');
});

test('an expired session asks for the password and keeps the open form', { tag: '@narrow' }, async ({ page, context }) => {
  await signIn(page, 'zhangsan');
  await page.goto('/accounts');
  await page
    .getByRole('button', { name: /新建客户/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByLabel('名称').fill('会话过期也不丢的客户');
  await context.clearCookies();
  await dialog.getByRole('button', { name: /^(保存|新建|创建)/ }).click();
  const again = page.getByRole('dialog').filter({ has: page.getByLabel('密码') });
  await again.getByLabel('密码').fill(PASSWORD);
  await again.getByRole('button', { name: '登录' }).click();
  await expect(again).toBeHidden();
  await expect(dialog.getByLabel('名称').or(page.getByText('会话过期也不丢的客户')).first()).toBeVisible();
});

test('Weir can be installed like an application', { tag: '@narrow' }, async ({ page, context }) => {
  await signIn(page, 'zhangsan');
  await page.goto('/');
  const devtools = await context.newCDPSession(page);
  const manifest = await devtools.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  expect(JSON.parse(manifest.data ?? '{}')).toMatchObject({
    short_name: '鱼梁',
    display: 'standalone',
  });
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A browser under test has no profile to install into; that is the one thing it may complain about.
  expect(installabilityErrors.map((one) => one.errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});
