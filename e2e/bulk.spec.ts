import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { found } from './axe';
import { press, tabTo } from './keys';
import { ask, done, isPhone, newDeal, signIn } from './people';

/** Deals of 张三 that only this test knows, seen by 陈经理. */
async function dealsFor(page: Page, mark: string, count: number): Promise<void> {
  await signIn(page, 'zhangsan');
  for (let place = 1; place <= count; place += 1) await newDeal(page, `${mark} ${place}`);
  await signIn(page, 'chen');
  await page.goto(`/deals?f=${encodeURIComponent(JSON.stringify({ name: { contains: mark } }))}&cols=name,owner,stage`);
  await expect(page.getByRole('row').filter({ hasText: mark })).toHaveCount(count);
  if (isPhone(page)) await page.getByRole('button', { name: '多选' }).click();
}

const owners = async (page: Page, mark: string): Promise<string[]> => {
  type Found = { deals: { nodes: { owner: { name: string } }[] } };
  const query = 'query($mark: String!) { deals(where: { name: { contains: $mark } }) { nodes { owner { name } } } }';
  return (await ask<Found>(page, query, { mark })).deals.nodes.map((one) => one.owner.name);
};

test('陈经理 gives several deals away after a preview, and takes all of it back when the dialog is gone', async ({ page }) => {
  const mark = `批量${Date.now()}`;
  await dealsFor(page, mark, 3);
  await page.getByRole('checkbox', { name: `选择${mark} 1` }).click();
  await page.getByRole('checkbox', { name: `选择${mark} 3` }).click({ modifiers: isPhone(page) ? [] : ['Shift'] });
  if (isPhone(page)) await page.getByRole('checkbox', { name: `选择${mark} 2` }).click();
  await expect(page.getByRole('status').filter({ hasText: '已选 3 条' })).toBeVisible();
  await page.getByRole('button', { name: '转移', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '转移负责人' });
  await dialog.getByRole('combobox', { name: /新负责人/ }).fill('李四');
  await page.getByRole('option', { name: /李四/ }).click();
  await dialog.getByRole('button', { name: '预览' }).click();
  await expect(dialog.getByText('尚未更改任何记录')).toBeVisible();
  expect(await owners(page, mark)).toEqual(['张三', '张三', '张三']);
  await dialog.getByRole('button', { name: '更改 3 条' }).click();
  await expect(dialog.getByRole('button', { name: '全部撤销' })).toBeVisible();
  expect(await owners(page, mark)).toEqual(['李四', '李四', '李四']);
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(page.getByText('已撤销 3 条')).toBeVisible();
  expect(await owners(page, mark)).toEqual(['张三', '张三', '张三']);
  if (!isPhone(page)) await expect(page.getByRole('row').filter({ hasText: `${mark} 1` })).toContainText('张三');
  await page.getByRole('button', { name: '列表的更多操作' }).click();
  await page.getByRole('menuitem', { name: '批量操作与撤销' }).click();
  await expect(page.getByRole('dialog', { name: '批量操作' }).getByRole('listitem').first()).toContainText(/转移负责人 · 商机.*已撤销 3 条/s);
});

test('a deal whose gate is not met is listed with its reason, and stays where it is', { tag: '@wide' }, async ({ page }) => {
  const mark = `门槛${Date.now()}`;
  await dealsFor(page, mark, 1);
  await page.getByRole('checkbox', { name: `选择${mark} 1` }).click();
  await page.getByRole('button', { name: '移动到阶段' }).click();
  const dialog = page.getByRole('dialog', { name: '移动到阶段' });
  await dialog.getByRole('combobox').click();
  await page.getByRole('option', { name: /谈判/ }).first().click();
  await dialog.getByRole('button', { name: '预览' }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: `${mark} 1` })).toContainText('缺少');
  await expect(dialog.getByRole('button', { name: '更改 0 条' })).toBeDisabled();
  expect(await found(page, { within: '[role=dialog]' })).toEqual([]);
});

test('孙经理 takes deals over in English without a mouse, and gives them back', { tag: '@wide' }, async ({ page }) => {
  const mark = `Keys ${Date.now()}`;
  await signIn(page, 'wangwu');
  for (const place of [1, 2, 3]) await newDeal(page, `${mark} ${place}`);
  await signIn(page, 'sun');
  await page.goto(`/deals?f=${encodeURIComponent(JSON.stringify({ name: { contains: mark } }))}&cols=name,owner&sort=NAME`);
  const rows = page.getByRole('row').filter({ hasText: mark });
  await expect(rows).toHaveCount(3);
  await tabTo(page, rows.getByRole('gridcell', { name: `${mark} 1`, exact: true }));
  for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect(page.getByRole('status').filter({ hasText: '2 chosen' })).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Transfer', exact: true }));
  const dialog = page.getByRole('dialog', { name: 'Transfer the owner' });
  await tabTo(page, dialog.getByRole('combobox', { name: 'New owner' }));
  await page.keyboard.type('孙经理');
  await expect(page.getByRole('option', { name: /孙经理/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await press(page, dialog.getByRole('button', { name: 'Preview' }));
  await expect(dialog.getByText('Nothing has been changed yet')).toBeVisible();
  await press(page, dialog.getByRole('button', { name: 'Change 2' }));
  await press(page, dialog.getByRole('button', { name: 'Undo all of it' }));
  await expect(dialog.getByRole('status').filter({ hasText: 'Taken back' })).toBeVisible();
  expect(await owners(page, mark)).toEqual(['王五', '王五', '王五']);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a rep has no checkboxes', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  await page.goto('/deals');
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '多选' })).toHaveCount(0);
});

test('小林 brings voided deals back, one by its row and the rest together, and undoes that from the menu of the list', { tag: '@wide' }, async ({
  page,
}) => {
  const mark = `作废${Date.now()}`;
  await signIn(page, 'xiaolin');
  for (const place of [1, 2, 3]) await done(page, 'voidDeal', 'deal { id }', { id: await newDeal(page, `${mark} ${place}`), version: 1 });
  await page.goto(`/deals?q=${mark}`);
  await page.getByRole('button', { name: '列表的更多操作' }).click();
  await page.getByRole('menuitem', { name: '作废的记录' }).click();
  const rows = page.getByRole('row').filter({ hasText: mark });
  await page.getByRole('textbox', { name: '搜索商机' }).or(page.getByRole('searchbox')).first().fill(mark);
  await expect(rows).toHaveCount(3);
  await rows
    .filter({ hasText: `${mark} 2` })
    .getByText(`${mark} 2`)
    .click();
  await page.getByRole('dialog', { name: '恢复' }).getByRole('button', { name: '恢复' }).click();
  await expect(page.getByText(`${mark} 2已恢复`)).toBeVisible();
  await expect(rows).toHaveCount(2);
  await page.getByRole('checkbox', { name: `选择${mark} 1` }).click();
  await page.getByRole('checkbox', { name: `选择${mark} 3` }).click();
  await page.getByRole('button', { name: '恢复', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '恢复' });
  await dialog.getByRole('button', { name: '预览' }).click();
  // While the answer is on its way, the dialog cannot be left: nobody else would tell the list.
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('"RunBulk"')) await new Promise((go) => setTimeout(go, 500));
    await route.continue();
  });
  await dialog.getByRole('button', { name: '更改 2 条' }).click();
  await expect(dialog.getByRole('button', { name: '关闭', exact: true })).toHaveCount(0);
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
  await page.unroute('**/graphql');
  await expect(page.getByText('没有')).toBeVisible();
  expect((await owners(page, mark)).length).toBe(3);
  await page.goto('/deals');
  await page.getByRole('button', { name: '列表的更多操作' }).click();
  await page.getByRole('menuitem', { name: '批量操作与撤销' }).click();
  const latest = page.getByRole('dialog', { name: '批量操作' }).getByRole('listitem').first();
  await latest.getByRole('button', { name: '撤销' }).click();
  await expect(latest).toContainText('已撤销 2 条');
  expect((await owners(page, mark)).length).toBe(1);
});
