import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from './browsers';
import { found } from './axe';
import { ask, newDeal, signIn } from './people';

test('陈经理 exports the deals he looks at; the file holds them, their columns and a mark', { tag: '@wide' }, async ({ page }) => {
  const mark = `导出${Date.now()}`;
  await signIn(page, 'zhangsan');
  for (const place of [1, 2]) await newDeal(page, `${mark} ${place}`, { amount: { amount: `${place}000.50` } });
  await newDeal(page, `=${mark}`);
  await signIn(page, 'chen');
  const filter = encodeURIComponent(JSON.stringify({ name: { contains: mark } }));
  await page.goto(`/deals?f=${filter}&cols=name,amount,owner&sort=NAME`);
  await expect(page.getByRole('row').filter({ hasText: mark })).toHaveCount(3);
  await page.getByRole('button', { name: '列表的更多操作' }).click();
  await page.getByRole('menuitem', { name: '导出…' }).click();
  const dialog = page.getByRole('dialog', { name: '导出' });
  await expect(dialog.getByText('名称、金额、负责人')).toBeVisible();
  const start = dialog.getByRole('button', { name: '导出', exact: true });
  await expect(start).toBeDisabled();
  await dialog.getByRole('textbox', { name: /用途/ }).fill('季度复盘');
  await dialog.getByRole('combobox', { name: '格式' }).click();
  await page.getByRole('option', { name: 'CSV' }).click();
  expect(await found(page, { within: '[role=dialog]' })).toEqual([]);
  if (process.env.WEIR_SHOTS) await page.screenshot({ path: `${process.env.WEIR_SHOTS}/export-${page.viewportSize()?.width}.png` });
  await start.click();
  await expect(dialog.getByRole('status').filter({ hasText: '共 3 条' })).toBeVisible();
  if (process.env.WEIR_SHOTS) await page.screenshot({ path: `${process.env.WEIR_SHOTS}/export-done-${page.viewportSize()?.width}.png` });
  const coming = page.waitForEvent('download');
  await dialog.getByRole('link', { name: '下载' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^商机-\d{8}-\d{4}\.csv$/);
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toBe('\uFEFF名称,金额,金额币种,负责人');
  expect(lines.slice(1, -1).sort()).toEqual([`'=${mark},,,张三`, `${mark} 1,1000.50,CNY,张三`, `${mark} 2,2000.50,CNY,张三`].sort());
  expect(lines.at(-1)).toContain('共 3 条');
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: '列表的更多操作' }).click();
  await page.getByRole('menuitem', { name: '导出…' }).click();
  await expect(dialog.getByRole('link', { name: '下载' }).first()).toBeVisible();
});

test('the notice of a finished export leads to the file', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhao');
  type Started = { startExport: { userErrors: unknown[] } };
  const query = 'mutation($input: StartExportInput!) { startExport(input: $input) { userErrors { code message } } }';
  const input = { object: 'ACCOUNT', format: 'CSV', reason: '核对客户名单', columns: ['name'] };
  expect((await ask<Started>(page, query, { input })).startExport.userErrors).toEqual([]);
  const done = '{ exports(where: { status: { eq: DONE } }) { nodes { id } } }';
  await expect.poll(async () => (await ask<{ exports: { nodes: unknown[] } }>(page, done)).exports.nodes.length).toBeGreaterThan(0);
  await page.goto('/tasks');
  await page.getByRole('button', { name: /^通知/ }).filter({ visible: true }).click();
  await page.getByRole('button', { name: /导出/ }).first().click();
  const coming = page.waitForEvent('download');
  await page.getByRole('dialog', { name: '导出的文件' }).getByRole('link', { name: '下载客户 · CSV' }).first().click();
  expect((await coming).suggestedFilename()).toMatch(/^客户-.*\.csv$/);
});

test('a rep has no export', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  await page.goto('/deals');
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  await expect(page.getByRole('button', { name: '列表的更多操作' })).toHaveCount(0);
});
