import { expect, test } from '@playwright/test';
import { ask, signIn } from './people';

test('小林 makes a calendar, enters the official holidays, works a day off, and 张三 enters leave', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings/calendars');
  await page.getByRole('button', { name: '新建日历' }).click();
  const form = page.getByRole('dialog', { name: '新建日历' });
  const name = `门店${Date.now()}`;
  await form.getByLabel('名称').fill(name);
  const saturday = form.getByRole('group', { name: '星期六' });
  await saturday.getByRole('button', { name: /添加时段/ }).click();
  await saturday.getByLabel('从').fill('10');
  await saturday.getByLabel('到').fill('2130');
  await form.getByRole('button', { name: '保存' }).click();
  const card = page.locator('section', { has: page.getByRole('heading', { name, exact: false }) });
  await expect(card.getByText('10:00–21:30')).toBeVisible();
  await card.getByRole('button', { name: '录入国务院放假安排' }).click();
  await card.getByRole('button', { name: /2月15日/ }).click();
  const day = page.getByRole('dialog', { name: '编辑日期' });
  const kind = day.getByLabel('类型');
  await expect(async () => {
    // The list of choices moves to its place while the year is still being drawn anew: no finger is that quick.
    await kind.click();
    await page.getByRole('option', { name: '补班日' }).click();
    await expect(kind).toContainText('补班日', { timeout: 1000 });
  }).toPass();
  await day.getByRole('button', { name: '保存' }).click();
  await expect(card.getByRole('button', { name: /补班日.*2月15日/ })).toBeVisible();

  await signIn(page, 'zhangsan');
  await page.goto('/settings/calendars');
  await page.getByRole('button', { name: '新建请假' }).click();
  const leave = page.getByRole('dialog', { name: '新建请假' });
  const cover = leave.getByLabel('代理人');
  await expect(async () => {
    // The list narrows while it is being chosen from: what was under the pointer may have moved on.
    await cover.fill('李四');
    await page.getByRole('option', { name: /李四/ }).click();
    await expect(cover).toHaveValue('李四', { timeout: 1000 });
  }).toPass();
  await leave.getByLabel('从').fill('2031-05-01T09:00');
  await leave.getByLabel('直到').fill('2031-05-03T18:00');
  await leave.getByLabel('备注').fill(name);
  await leave.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('由李四代理');
  const { leaves } = await ask<{ leaves: { nodes: { user: { name: string } }[] } }>(page, '{ leaves(first: 9) { nodes { user { name } } } }');
  expect(new Set(leaves.nodes.map((one) => one.user.name))).toEqual(new Set(['张三']));
});
