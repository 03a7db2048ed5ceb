import { readFileSync } from 'node:fs';
import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { found } from './axe';
import { ask, signIn } from './people';

/** A report of 陈经理's, shared with everybody. */
const CREATE = `mutation($name: String!) { createReport(input: {name: $name, sharedWithAll: true, definition: {source: "deal",
  rows: [{field: "owner"}], measures: [{function: "COUNT"}], chart: "BAR"}}) { report { id } } }`;
type Made = { createReport: { report: { id: string } } };

/** Opens an entry of the report's menu; the menu takes no press in the moment after it has closed. */
async function choose(page: Page, entry: RegExp) {
  const item = page.getByRole('menuitem', { name: entry });
  await expect(async () => {
    if (!(await item.isVisible())) await page.getByRole('button', { name: '更多', exact: true }).first().click();
    await item.click({ timeout: 5_000 });
  }).toPass();
}

test('陈经理 has a report sent every week, and is alerted on its number', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'chen');
  const { createReport } = await ask<Made>(page, CREATE, { name: `自动发送 ${Date.now()}` });
  await page.goto(`/reports/${createReport.report.id}`);
  const dialog = page.getByRole('dialog');
  await choose(page, /^定期发送/);
  await dialog.getByRole('button', { name: '新建定期发送' }).click();
  await dialog.getByRole('checkbox', { name: '周三' }).click();
  await dialog.getByLabel('时间').fill('07:45');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText(/周一和周三 07:45/)).toBeVisible();
  expect(await found(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await choose(page, /^提醒/);
  await dialog.getByRole('button', { name: '新建提醒' }).click();
  await dialog.getByLabel(/^界限/).fill('1');
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.keyboard.press('Escape');
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/商机数 高于 1.*越过界限/)).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
});

test('小林 embeds a report with the access of 张三, and revokes it', { tag: '@wide' }, async ({ page, browser }) => {
  await signIn(page, 'xiaolin');
  const name = `大屏 ${Date.now()}`;
  const { createReport } = await ask<Made>(page, CREATE, { name });
  await page.goto(`/reports/${createReport.report.id}`);
  const dialog = page.getByRole('dialog');
  // A picture that leaves by itself says what it is, of when and in which currency.
  await expect(page.getByRole('img', { name }).getByText('张三')).toBeVisible();
  const coming = page.waitForEvent('download');
  await choose(page, /SVG$/);
  const picture = readFileSync(await (await coming).path(), 'utf8');
  for (const one of [name, '张三', '截至', 'Asia/Shanghai · CNY']) expect(picture).toContain(one);
  const broken = (text: string) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent;
  expect(await page.evaluate(broken, picture)).toBeUndefined();
  await choose(page, /^嵌入/);
  await dialog.getByRole('button', { name: '新建嵌入页面' }).click();
  await dialog.getByPlaceholder('人员姓名').fill('张三');
  await page.getByRole('option', { name: /张三/ }).click();
  await expect(dialog.getByText(/持有链接的人无需登录，即可看到张三/)).toBeVisible();
  await dialog.getByRole('button', { name: '生成链接' }).click();
  await expect(dialog.getByText(/显示张三以「销售代表」角色有权查看的内容/)).toBeVisible();
  type Pages = { reportEmbeds: { nodes: { id: string }[] } };
  const pages = await ask<Pages>(page, 'query($n: String!) { reportEmbeds(where: {name: {eq: $n}}) { nodes { id } } }', { n: name });
  const asked = 'query($id: ID!) { reportEmbedLink(id: $id) }';
  const link = await ask<{ reportEmbedLink: string }>(page, asked, { id: pages.reportEmbeds.nodes[0]?.id });
  const stranger = await browser.newPage();
  await stranger.goto(new URL(`${link.reportEmbedLink}?lang=zh`, page.url()).href);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(stranger.locator('tbody tr')).toHaveCount(2);
  // Drawn by the client's own charts above its table, from what the page brought.
  await expect(stranger.getByRole('img', { name }).getByText('张三')).toBeVisible();
  expect(await found(stranger)).toEqual([]);
  await dialog.getByRole('button', { name: '吊销' }).click();
  await expect(dialog.getByText('已吊销')).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText('这个页面不存在，或已失效。')).toBeVisible();
  await stranger.close();
});
