import { expect } from '@playwright/test';
import { test } from './browsers';
import { card, shownIn } from './cards';
import { press, tabTo } from './keys';
import { EMAIL, PASSWORD, ask, newDeal, signIn, stageOf } from './people';

test('陈经理 works without a mouse: signs in, moves a deal, edits it, imports a file', { tag: '@wide' }, async ({ page }) => {
  test.slow();
  await signIn(page, 'chen');
  const name = `全键盘商机 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.context().clearCookies();
  await page.goto('/board');

  await tabTo(page, page.getByLabel(/邮箱/));
  await page.keyboard.type(EMAIL.chen);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');

  const said = page.locator('[data-announcer]');
  await tabTo(page, card(page, name));
  await page.keyboard.press('Space');
  await expect(said).toContainText(name);
  await page.keyboard.press('ArrowRight');
  await expect(said).toContainText('需求确认');
  await page.keyboard.press('Escape');
  await expect(said).toContainText('放弃');
  await expect.poll(() => shownIn(page, name)).toBe('初步接触');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
  await expect(card(page, name)).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await press(page, page.getByRole('button', { name: '编辑', exact: true }));
  const form = page.getByRole('dialog', { name: '编辑商机' });
  await tabTo(page, form.getByLabel('下一步', { exact: true }));
  await page.keyboard.type('寄样品给采购');
  await press(page, form.getByRole('button', { name: '保存' }));
  await expect(form).toBeHidden();
  type Found = { deal: { nextStep: string } };
  expect((await ask<Found>(page, 'query($id: ID!) { deal(id: $id) { nextStep } }', { id })).deal.nextStep).toBe('寄样品给采购');

  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: /搜索/ })).toBeFocused();
  await page.keyboard.type('导入');
  await expect(page.getByRole('option', { name: '导入' })).toBeVisible();
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('button', { name: '新建导入' }).first());
  const made = [`${name} 甲`, `${name} 乙`];
  const buffer = Buffer.from(`客户名称,行业\n${made.map((one) => `${one},软件`).join('\n')}\n`);
  await page.getByLabel('选择文件').setInputFiles({ name: '客户.csv', mimeType: 'text/csv', buffer });
  await press(page, page.getByRole('button', { name: '继续' }));
  await press(page, page.getByRole('button', { name: '检查文件' }));
  await press(page, page.getByRole('button', { name: '导入 2 条记录' }));
  await expect(page.getByText('导入完成').first()).toBeVisible();
  type Accounts = { accounts: { nodes: { name: string }[] } };
  const query = 'query($text: String!) { accounts(where: { name: { contains: $text } }) { nodes { name } } }';
  expect((await ask<Accounts>(page, query, { text: name })).accounts.nodes.map((one) => one.name).sort()).toEqual(made.sort());
});
