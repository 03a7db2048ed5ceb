import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { card, column, dragTo, moveByMenu } from './cards';
import { ask, done, newLead, signIn } from './people';

/** A lead of 张三 that nobody has called yet. */
async function pending(page: Page): Promise<{ id: string; name: string }> {
  await signIn(page, 'zhangsan');
  const stamp = `${Date.now()}`;
  const name = `板${stamp}`;
  return { id: await newLead(page, { name, mobile: `135${stamp.slice(-8)}` }), name };
}

async function statusOf(page: Page, id: string): Promise<string> {
  return (await ask<{ lead: { status: string } }>(page, 'query($id: ID!) { lead(id: $id) { status } }', { id })).lead.status;
}

test('张三 drags a lead to 无效: the drop asks why, and only the answer moves it; 培育中 goes by the menu', { tag: '@narrow' }, async ({ page }) => {
  const { id, name } = await pending(page);
  await page.goto(`/leads/board?q=${name}`);
  await expect(column(page, '待处理').locator('[data-card]')).toHaveCount(1);
  await moveByMenu(page, name, '培育中');
  await page.getByRole('dialog').getByRole('button', { name: '转入培育' }).click();
  await expect.poll(() => statusOf(page, id)).toBe('NURTURING');
  await expect(column(page, '培育中').locator('[data-card]')).toHaveCount(1);
  // Back by a drop alone, and out by one that needs a reason.
  await card(page, name).scrollIntoViewIfNeeded();
  await dragTo(page, name, '待处理');
  await expect.poll(() => statusOf(page, id)).toBe('PENDING');
  await expect(column(page, '待处理').locator('[data-card]')).toHaveCount(1);
  await card(page, name).scrollIntoViewIfNeeded();
  await dragTo(page, name, '无效');
  const dialog = page.getByRole('dialog', { name: '标记为无效线索' });
  await expect(dialog).toBeVisible();
  expect(await statusOf(page, id)).toBe('PENDING');
  await dialog.getByRole('combobox', { name: '原因' }).click();
  await page.getByRole('option', { name: '无需求' }).click();
  await dialog.getByRole('button', { name: '标记无效' }).click();
  await expect.poll(() => statusOf(page, id)).toBe('INVALID');
  await expect(column(page, '无效').getByTestId('column-count')).toHaveText('1');
  expect(await foundInBothThemes(page)).toEqual([]);
});

test('张三 moves a lead by keyboard to the columns it may go to, and a follow-up is asked for', { tag: '@wide' }, async ({ page }) => {
  const { id, name } = await pending(page);
  await page.goto(`/leads/board?q=${name}`);
  await card(page, name).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('dialog').getByRole('textbox').first().fill('打过电话,约了拜访');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保存|记录/ })
    .last()
    .click();
  await expect.poll(() => statusOf(page, id)).toBe('WORKING');
  await expect(column(page, '跟进中').locator('[data-card]')).toHaveCount(1);
});

test('the board of 陈经理 follows what others do: new leads are announced, not pushed in; it opens with his view', { tag: '@wide' }, async ({
  page,
  beside,
}) => {
  const word = `看${Date.now()}`;
  const rep = await beside('zhangsan');
  const first = await newLead(rep, { name: `${word}甲`, mobile: `134${`${Date.now()}`.slice(-8)}` });
  await signIn(page, 'chen');
  await page.goto(`/leads/board?q=${word}`);
  const pending = column(page, '待处理');
  await expect(pending.locator('[data-card]')).toHaveCount(1);
  const place = async () => (await card(page, `${word}甲`).boundingBox())!.y;
  const before = await place();
  await newLead(rep, { name: `${word}乙`, mobile: `133${`${Date.now()}`.slice(-8)}` });
  const fresh = pending.getByRole('button', { name: '1 条新的' });
  await expect(fresh).toBeVisible();
  expect(await place()).toBe(before);
  await fresh.click();
  await expect(pending.locator('[data-card]')).toHaveCount(2);
  // Somebody's move moves the card, in the column and in its count.
  const { version } = (await ask<{ lead: { version: number } }>(rep, 'query($id: ID!) { lead(id: $id) { version } }', { id: first })).lead;
  await done(rep, 'nurtureLead', 'lead { id }', { id: first, version });
  await expect(column(page, '培育中').locator('[data-card]')).toHaveCount(1);
  await expect(pending.getByTestId('column-count')).toHaveText('1');

  await page.getByRole('button', { name: '线索', exact: true }).click();
  await page.getByRole('menuitem', { name: /另存为新视图/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('名称').fill(word);
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByRole('button', { name: word, exact: true })).toBeVisible();
  await page.goto('/leads/board');
  await page.getByRole('button', { name: '线索', exact: true }).click();
  await page.getByRole('menuitemradio', { name: word }).click();
  await expect(pending.locator('[data-card]')).toHaveCount(1);
  await expect(page).toHaveURL(/view=view_/);
});
