import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { ask, done, signIn } from './people';

test('莫莉 opens a source, a website sends to it, and what came stands in the log', { tag: '@narrow' }, async ({ page }) => {
  const name = `百度推广${Date.now()}`;
  await signIn(page, 'moli');
  await page.goto('/settings/sources');
  await page.getByRole('button', { name: '新建入口' }).first().click();
  const form = page.getByRole('dialog', { name: '新建入口' });
  await form.getByLabel('名称').fill(name);
  await form.getByRole('checkbox', { name: /姓名/ }).click();
  await form.getByRole('button', { name: '映射字段' }).click();
  await form.getByLabel('值的路径').fill('data.who');
  await form.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: new RegExp(name) }).click();
  const panel = page.getByRole('dialog', { name });
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

test('莫莉 builds a form, publishes it, and a visitor of another site becomes a lead', { tag: '@wide' }, async ({ page, browser }) => {
  await signIn(page, 'moli');
  await page.goto('/settings/forms');
  await page.getByRole('button', { name: '新建表单' }).first().click();
  const name = `端到端表单${Date.now()}`;
  await page.getByRole('dialog', { name: '新建表单' }).getByLabel('名称').fill(name);
  await page.getByRole('dialog', { name: '新建表单' }).getByRole('button', { name: '保存' }).click();
  await expect(page).toHaveURL(/\/web-forms\/form_/);
  await page.getByRole('button', { name: '添加问题' }).click();
  await page.getByLabel('中文标签').fill('几台设备？');
  await page.getByRole('button', { name: '上移 几台设备？' }).click();
  await expect(page.getByRole('region', { name: '预览' }).getByText('几台设备？')).toBeVisible();
  await page.getByRole('button', { name: '发布', exact: true }).click();
  const share = page.getByRole('dialog', { name: '链接与代码' });
  const address = (await share.getByText(/^http.*\/f\//).textContent())!;
  const snippet = (await share.getByText(/embed\.js/).textContent())!;
  await share.getByRole('button', { name: '关闭' }).last().click();
  expect(await foundInBothThemes(page, 'form builder')).toEqual([]);

  const stranger = await browser.newPage();
  await stranger.goto(address);
  expect(await foundInBothThemes(stranger, 'form')).toEqual([]);
  await stranger.getByRole('button', { name: '提交' }).click();
  await expect(stranger.getByText('请填写姓名。')).toBeVisible();
  await expect(stranger.getByLabel('姓名')).toBeFocused();

  // The same form inside a page of somebody else, who has asked for consent.
  const shop = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(`<h1>Shop</h1>${snippet}`)).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const site = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/shop?utm_source=e2e`;
  await stranger.goto(site);
  await stranger.waitForFunction(() => 'weir' in window);
  await stranger.evaluate(() => (window as unknown as { weir: { allow(): void } }).weir.allow());
  await stranger.goto(site);
  const form = stranger.frameLocator('iframe');
  await form.getByLabel('姓名').fill('嵌入来客');
  await form.getByLabel('手机').fill(`137${String(Date.now()).slice(-8)}`);
  await form.getByRole('button', { name: '提交' }).click();
  await expect(form.getByText('谢谢，我们会尽快与你联系。')).toBeVisible();
  await stranger.close();
  shop.close();

  await page.getByRole('tab', { name: '线索去向' }).click();
  await expect(async () => {
    await page.getByRole('button', { name: '刷新' }).click();
    await expect(page.getByRole('link', { name: '嵌入来客' })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const query = '{ leads(first: 1, where: { name: { eq: "嵌入来客" } }) { nodes { touches { nodes { utm visits } } } } }';
  const { leads } = await ask<{ leads: { nodes: { touches: { nodes: { utm: Record<string, string>; visits: { url: string }[] }[] } }[] } }>(
    page,
    query,
  );
  const [touch] = leads.nodes[0]!.touches.nodes;
  expect(touch!.utm).toMatchObject({ utm_source: 'e2e', page: '/shop' });
  expect(touch!.visits.map((one) => one.url)).toContain('/shop');
});

test('莫莉 asks for signatures: the secret is shown once, and what is unsigned stays outside', { tag: '@wide' }, async ({ page }) => {
  const name = `签名入口${Date.now()}`;
  await signIn(page, 'moli');
  const made = await done<{ leadSource: { path: string } }>(page, 'createLeadSource', 'leadSource { path }', { name, kind: 'WEBHOOK' });
  await page.goto('/settings/sources');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  const panel = page.getByRole('dialog', { name });
  await panel.getByRole('button', { name: '要求签名' }).click();
  const secret = await panel.getByText(/^whsec_/).textContent();
  await expect(panel.getByText('密钥只显示这一次')).toBeVisible();
  const body = JSON.stringify({ name: '签过名的来客', mobile: `139${`${Date.now()}`.slice(-8)}` });
  const sent = (headers: Record<string, string>) =>
    page.request.post(made.leadSource.path, { data: body, headers: { 'content-type': 'application/json', ...headers } });
  expect((await sent({})).status()).toBe(401);
  const at = `${Math.floor(Date.now() / 1000)}`;
  const key = Buffer.from(secret!.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${at}.${body}`).digest('hex');
  expect((await sent({ 'x-timestamp': at, 'x-signature': signature })).status()).toBe(202);
  // Whoever opens the source later sees that it is signed, and the secret no more.
  await page.reload();
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await expect(panel.getByRole('button', { name: '更换密钥' })).toBeVisible();
  await expect(async () => {
    await panel.getByRole('button', { name: '刷新' }).click();
    await expect(panel.getByText('线索已创建')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(panel.getByText('缺少签名')).toBeVisible();
  await expect(panel.getByText(/^whsec_/)).toBeHidden();
  await panel.getByRole('button', { name: '不再要求签名' }).click();
  await expect(panel.getByRole('button', { name: '要求签名' })).toBeVisible();
  // A door is remembered for a second.
  await expect.poll(async () => (await sent({})).status()).toBe(202);
});

test('小林 gives a source its mailbox and reads why it cannot be read', { tag: '@narrow' }, async ({ page }) => {
  const name = `邮箱入口${Date.now()}`;
  await signIn(page, 'xiaolin');
  await done(page, 'createLeadSource', 'leadSource { id }', { name, kind: 'MAIL' });
  await page.goto('/settings/sources');
  await page.getByRole('button', { name: new RegExp(name) }).click();
  const panel = page.getByRole('dialog', { name });
  await panel.getByRole('button', { name: '设置邮箱' }).click();
  const form = page.getByRole('dialog', { name: '入口的邮箱' });
  await form.getByLabel('IMAP 服务器').fill('127.0.0.1');
  await form.getByLabel('用户名').fill('leads@weir.example');
  await form.getByLabel('密码或授权码').fill('not-the-password');
  await form.getByRole('button', { name: '保存' }).click();
  // A server inside the house is refused, and the panel says by whom it can be allowed.
  await expect(page.getByText(/WEIR_PRIVATE_HOSTS|内网/).first()).toBeVisible({ timeout: 15_000 });
});
