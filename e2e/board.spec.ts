import { expect } from '@playwright/test';
import { test } from './browsers';
import { card, column, dragTo, middle, moveByMenu, notice, shownIn } from './cards';
import { isPhone, newDeal, signIn, stageOf } from './people';

test('陈经理 drags a deal to the next stage, with the mouse or a finger', async ({ page }) => {
  await signIn(page, 'chen');
  const name = `拖动的商机 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  await expect(card(page, name)).toBeVisible();
  await dragTo(page, name, '需求确认');
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
});

test('a refused drop asks for just what is missing and completes the move', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const name = `缺日期的商机 ${Date.now()}`;
  const id = await newDeal(page, name);
  await page.goto('/board');
  await moveByMenu(page, name, '需求确认');
  const dialog = page.getByRole('dialog').filter({ hasText: name });
  await expect(dialog).toBeVisible();
  expect(await stageOf(page, id)).toBe('初步接触');
  await dialog.getByLabel(/预计成交日期/).fill('2027-02-01');
  await dialog.getByRole('button', { name: '保存并推进' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
});

test('a lost deal needs its reason', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const name = `要输的商机 ${Date.now()}`;
  const id = await newDeal(page, name);
  await page.goto('/board');
  await moveByMenu(page, name, '输单');
  const dialog = page.getByRole('dialog').filter({ hasText: name });
  await expect(dialog.getByText('为什么输单').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await stageOf(page, id)).toBe('初步接触');
  await expect(card(page, name)).toBeVisible();
});

test('a move by 陈经理 appears on the open board of 张三 without a reload', { tag: '@narrow' }, async ({ page, beside }) => {
  await signIn(page, 'zhangsan');
  const name = `实时商机 ${Date.now()}`;
  await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  await expect(card(page, name)).toBeVisible();
  const boss = await beside('chen', { viewport: { width: 1440, height: 900 } });
  await boss.goto('/board');
  await moveByMenu(boss, name, '需求确认');
  await expect.poll(() => shownIn(page, name), { timeout: 5_000 }).toBe('需求确认');
});

test('李四 grabs a card by keyboard, moves it and drops it', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'lisi');
  const name = `键盘商机 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  await card(page, name).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
  await expect(card(page, name)).toBeFocused();
});

test('a refused drop by hand springs back, asks, and the answer completes it', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const name = `拖到缺项 ${Date.now()}`;
  const id = await newDeal(page, name);
  await page.goto('/board');
  await dragTo(page, name, '需求确认');
  const form = page
    .getByRole('dialog')
    .filter({ hasText: name })
    .filter({ has: page.getByRole('button', { name: '保存并推进' }) });
  await expect(form).toBeVisible();
  await expect.poll(() => shownIn(page, name)).toBe('初步接触');
  await form.getByLabel(/预计成交日期/).fill('2027-02-01');
  await form.getByRole('button', { name: '保存并推进' }).click();
  await expect(form).toBeHidden();
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
  await expect.poll(() => shownIn(page, name)).toBe('需求确认');
});

test('a move is taken back from the notice, and by Ctrl-Z', async ({ page }) => {
  await signIn(page, 'zhangsan');
  const name = `撤销的商机 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  await moveByMenu(page, name, '需求确认');
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
  await notice(page, name).locator('button', { hasText: '撤销' }).click();
  await expect.poll(() => stageOf(page, id)).toBe('初步接触');
  await expect.poll(() => shownIn(page, name)).toBe('初步接触');
  if (isPhone(page)) return;
  await moveByMenu(page, name, '方案报价');
  await expect.poll(() => stageOf(page, id)).toBe('方案报价');
  await expect(notice(page, `「${name}」已到方案报价`)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => stageOf(page, id)).toBe('初步接触');
  await expect.poll(() => shownIn(page, name)).toBe('初步接触');
});

test('a click anywhere on a card opens its deal', async ({ page }) => {
  await signIn(page, 'zhangsan');
  const name = `点开的商机 ${Date.now()}`;
  await newDeal(page, name);
  await page.goto('/board');
  await card(page, name).locator('p').click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
});

test('a swipe over the cards scrolls and lifts nothing', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'chen');
  await page.goto('/board');
  const list = column(page, '初步接触').locator('[data-drop-list]');
  await expect(list.locator('[data-card]').first()).toBeVisible();
  await expect.poll(() => list.evaluate((one) => one.scrollHeight > one.clientHeight + 300)).toBe(true);
  const from = await middle(list.locator('[data-card]').nth(2));
  const cdp = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x, y }] });
  await send('touchStart', from.y);
  for (let step = 1; step <= 10; step += 1) await send('touchMove', from.y - step * 18);
  await expect(page.locator('[data-lifted]')).toHaveCount(0);
  await send('touchEnd');
  await expect.poll(() => list.evaluate((one) => one.scrollTop)).toBeGreaterThan(60);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
