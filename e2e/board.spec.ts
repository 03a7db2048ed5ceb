import { type Locator, type Page, expect, test } from '@playwright/test';
import { isPhone, newDeal, signIn, stageOf } from './people';

const card = (page: Page, name: string): Locator => page.locator('[data-card]').filter({ hasText: name });

/** Playwright has no touch drag: the pointer events of a finger, by the browser's own protocol. */
async function touchDrag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const send = (type: string, at?: { x: number; y: number }) =>
    cdp.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints: at ? [at] : [] });
  await send('touchStart', from);
  await page.waitForTimeout(400);
  for (let step = 1; step <= 12; step += 1) {
    await send('touchMove', { x: from.x + ((to.x - from.x) * step) / 12, y: from.y + ((to.y - from.y) * step) / 12 });
    await page.waitForTimeout(30);
  }
  await page.waitForTimeout(150);
  await send('touchEnd');
}

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('nothing to hold on to');
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 60) };
}

test('陈经理 drags a deal to the next stage, with the mouse or a finger', async ({ page }) => {
  await signIn(page, 'chen');
  const name = `拖动的商机 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  await expect(card(page, name)).toBeVisible();
  if (isPhone(page)) {
    const from = await middle(card(page, name));
    await touchDrag(page, from, { x: 385, y: from.y + 20 });
  } else {
    const from = await middle(card(page, name));
    const to = await middle(page.getByText('需求确认').first());
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y + 120, { steps: 15 });
    await page.mouse.move(to.x + 5, to.y + 125, { steps: 5 });
    await page.mouse.up();
  }
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
});

test('a refused drop asks for just what is missing and completes the move', async ({ page }) => {
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

test('a lost deal needs its reason', async ({ page }) => {
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

test('a move by 陈经理 appears on the open board of 张三 without a reload', async ({ page, browser }) => {
  await signIn(page, 'zhangsan');
  const name = `实时商机 ${Date.now()}`;
  await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  await expect(card(page, name)).toBeVisible();
  const other = await browser.newContext({ baseURL: new URL(page.url()).origin, locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  const boss = await other.newPage();
  await signIn(boss, 'chen');
  await boss.goto('/board');
  await moveByMenu(boss, name, '需求确认');
  if (isPhone(page)) await page.getByRole('tab', { name: /需求确认/ }).or(page.getByText('需求确认').first()).first().click();
  await expect.poll(async () => nearest(page, name), { timeout: 5_000 }).toBe('需求确认');
  await other.close();
});

/** The heading of the column a card stands in. */
async function nearest(page: Page, name: string): Promise<string | null> {
  return page.evaluate((text) => {
    const found = [...document.querySelectorAll('[data-card]')].find((one) => one.textContent?.includes(text));
    const home = found?.closest('section, [data-drag-list], [data-column], [role="group"]');
    return home?.querySelector('h2, h3, header')?.textContent?.match(/^[^\d¥]+/)?.[0]?.trim() ?? null;
  }, name);
}

async function moveByMenu(page: Page, name: string, stage: string): Promise<void> {
  await card(page, name).hover();
  await page.getByRole('button', { name: `移动 ${name}` }).click();
  await page.getByRole('menuitem', { name: stage, exact: true }).click();
}

test('李四 grabs a card by keyboard, moves it and drops it', async ({ page }) => {
  test.skip(isPhone(page), 'phones have no keyboard');
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

