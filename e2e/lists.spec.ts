import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { Hand } from './cards';
import { ask, newDeal, signIn } from './people';

type Saved = { id: string; name: string };

/** A list that shows only what this test made: its names hold a text no other test uses. */
const listOf = (text: string, more = '') => `/deals?f=${encodeURIComponent(JSON.stringify({ name: { contains: text } }))}${more}`;
const cell = (page: Page, name: string, text: string) =>
  page.getByRole('row').filter({ hasText: name }).getByRole('gridcell').filter({ hasText: text });
const field = async (page: Page, id: string, what: string): Promise<unknown> => {
  type Found = { deal: Record<string, unknown> };
  return (await ask<Found>(page, `query($id: ID!) { deal(id: $id) { ${what} } }`, { id })).deal;
};

test('陈经理 builds a filter, and takes its conditions away one by one', async ({ page }) => {
  await signIn(page, 'chen');
  const mark = `筛选${Date.now()}`;
  await newDeal(page, `${mark} 大`, { amount: { amount: '900000' } });
  await newDeal(page, `${mark} 小`, { amount: { amount: '1000' } });
  await page.goto(listOf(mark));
  await expect(page.getByRole('row').filter({ hasText: mark })).toHaveCount(2);
  await page.getByRole('button', { name: /^筛选/ }).click();
  const dialog = page.getByRole('dialog', { name: '筛选' });
  await dialog.getByRole('button', { name: '添加条件', exact: true }).click();
  const last = dialog.getByRole('listitem').last();
  await last.getByRole('combobox', { name: '字段' }).click();
  await page.getByRole('option', { name: '金额', exact: true }).click();
  await last.getByRole('textbox', { name: /金额/ }).fill('500000');
  await dialog.getByRole('button', { name: '应用' }).click();
  await expect(page.getByRole('row').filter({ hasText: mark })).toHaveCount(1);
  await expect(page.getByRole('row').filter({ hasText: `${mark} 大` })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: mark })).toHaveCount(1);
  await page.getByRole('button', { name: /移除筛选：金额/ }).click();
  await expect(page.getByRole('row').filter({ hasText: mark })).toHaveCount(2);
});

test('a view is saved, shared, and shows a colleague their own rows only', { tag: '@wide' }, async ({ page, beside }) => {
  await signIn(page, 'zhangsan');
  const mark = `共享${Date.now()}`;
  await newDeal(page, `${mark} 张三的`);
  const lisi = await beside('lisi');
  await newDeal(lisi, `${mark} 李四的`);
  await page.goto(listOf(mark));
  await expect(page.getByRole('row').filter({ hasText: mark })).toHaveCount(1);
  await page.getByRole('button', { name: '商机', exact: true }).click();
  await page.getByRole('menuitem', { name: /另存为新视图/ }).click();
  const dialog = page.getByRole('dialog', { name: '另存为新视图' });
  await dialog.getByLabel('名称').fill(mark);
  await dialog.getByRole('combobox').fill('李四');
  await page.getByRole('option', { name: /李四/ }).click();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('button', { name: mark, exact: true })).toBeVisible();
  await lisi.goto('/deals');
  await lisi.getByRole('button', { name: '商机', exact: true }).click();
  await lisi.getByRole('menuitemradio', { name: mark }).click();
  await expect(lisi.getByRole('row').filter({ hasText: `${mark} 李四的` })).toBeVisible();
  await expect(lisi.getByRole('row').filter({ hasText: `${mark} 张三的` })).toHaveCount(0);
  const { savedViews } = await ask<{ savedViews: { nodes: Saved[] } }>(page, '{ savedViews(first: 100) { nodes { id name } } }');
  expect(savedViews.nodes.map((one) => one.name)).toContain(mark);
});

test('columns are put in another order by keyboard, and stay so', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'chen');
  await page.goto('/deals?cols=name,stage,owner');
  await page.getByRole('button', { name: '列', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '列' });
  await dialog
    .getByRole('button', { name: '行业' })
    .or(dialog.getByRole('button', { name: '来源', exact: true }))
    .click();
  const handle = dialog.getByRole('button', { name: /负责人/ }).first();
  await handle.focus();
  for (const key of [' ', 'ArrowUp', 'ArrowUp', ' ']) await handle.press(key);
  await expect.poll(() => new URL(page.url()).searchParams.get('cols')).toBe('owner,name,stage,source');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader').filter({ hasText: /\S/ }).first()).toContainText('负责人');
});

test('on a phone turned sideways, columns are chosen and put in another order by touch', { tag: '@narrow' }, async ({ page }) => {
  await page.setViewportSize({ width: 844, height: 390 });
  await signIn(page, 'chen');
  await page.goto('/deals?cols=name,stage,owner');
  await page.getByRole('button', { name: '列', exact: true }).tap();
  const dialog = page.getByRole('dialog', { name: '列' });
  await dialog.getByRole('button', { name: '来源', exact: true }).tap();
  const order = () => new URL(page.url()).searchParams.get('cols');
  await expect.poll(order).toBe('name,stage,owner,source');
  await dialog.getByRole('button', { name: '移除阶段' }).tap();
  await expect.poll(order).toBe('name,owner,source');
  const item = (name: string) =>
    dialog
      .getByRole('listitem')
      .filter({ hasText: name })
      .filter({ has: page.getByRole('button', { name: '移除' }) });
  const top = await item('名称').boundingBox();
  const hand = await Hand.of(page);
  await hand.lift(item('负责人').getByText('负责人'));
  await hand.carry({ x: top!.x + top!.width / 2, y: top!.y + 4 });
  await hand.drop();
  await expect.poll(order).toBe('owner,name,source');
  await dialog.getByRole('button', { name: '关闭' }).last().tap();
  await expect(page.getByRole('columnheader').filter({ hasText: /\S/ }).first()).toContainText('负责人');
});

test('a value is edited in its place by keyboard alone', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const name = `就地编辑 ${Date.now()}`;
  const id = await newDeal(page, name, { amount: { amount: '1000' } });
  await page.goto(listOf(name, '&cols=name,amount,nextStep,owner'));
  const first = page.getByRole('row').filter({ hasText: name }).getByRole('gridcell').first();
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: '金额' }).fill('2500');
  await page.keyboard.press('Tab');
  await expect(cell(page, name, '2,500')).toBeVisible();
  await expect.poll(() => field(page, id, 'amount { amount }')).toEqual({ amount: { amount: '2500.00' } });
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '下一步' }).fill('寄样品');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: '下一步' })).toHaveCount(0);
  expect(await field(page, id, 'nextStep')).toEqual({ nextStep: null });
});

test('a refusal stays at its cell, and the old value comes back', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const name = `拒绝 ${Date.now()}`;
  const id = await newDeal(page, name);
  await page.goto(listOf(name, '&cols=name,probability'));
  await page.getByRole('row').filter({ hasText: name }).getByRole('gridcell').nth(1).click();
  await page.getByRole('textbox', { name: '赢单概率' }).fill('100');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /未保存：.*赢单概率/ })).toBeVisible();
  expect(await field(page, id, 'probabilitySource')).toEqual({ probabilitySource: 'STAGE' });
});

test('who was slower sees both values and chooses', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const name = `冲突 ${Date.now()}`;
  const id = await newDeal(page, name, { nextStep: '原来的' });
  await page.goto(listOf(name, '&cols=name,nextStep'));
  const theirs = cell(page, name, '原来的');
  await theirs.click();
  await page.getByRole('textbox', { name: '下一步' }).fill('我的');
  // Another browser saves meanwhile; this page has not been told, because its editor is open.
  const version = ((await field(page, id, 'version')) as { version: number }).version;
  await ask(page, 'mutation($i: UpdateDealInput!) { updateDeal(input: $i) { userErrors { code } } }', { i: { id, version, nextStep: '对方的' } });
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '下一步' });
  await expect(dialog.getByText('对方的', { exact: true })).toBeVisible();
  await expect(dialog.getByText('我的', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: '保存我的' }).click();
  await expect.poll(() => field(page, id, 'nextStep')).toEqual({ nextStep: '我的' });
});

test('the filter and the views are free of WCAG 2.2 AA violations', async ({ page }) => {
  await signIn(page, 'chen');
  await page.goto('/deals');
  await page.getByRole('button', { name: /^筛选/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '添加条件组' }).first().click();
  expect(await foundInBothThemes(page, 'filter')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '商机', exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await foundInBothThemes(page, 'views')).toEqual([]);
});
