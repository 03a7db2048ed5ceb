import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { Hand, card, column, dragTo, moveByMenu, notice, shownIn } from './cards';
import { ask, newDeal, saveData, signIn, stageOf } from './people';

type Deal = { id: string; version: number; owner: { id: string } };
async function dealOf(page: Page, id: string): Promise<Deal> {
  return (await ask<{ deal: Deal }>(page, 'query($id: ID!) { deal(id: $id) { id version owner { id } } }', { id })).deal;
}

test('张三 and 陈经理 drag the same card: one wins, the other is told who and what, nothing is lost', { tag: '@wide' }, async ({ page, beside }) => {
  await signIn(page, 'zhangsan');
  const name = `同一张卡 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  const boss = await beside('chen');
  await boss.goto('/board');
  const hand = await Hand.of(page);
  await hand.lift(card(page, name));
  await hand.carryOver(column(page, '方案报价'));
  // While it is in 张三's hand, 陈经理 drops it elsewhere.
  await dragTo(boss, name, '需求确认');
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
  await hand.drop();
  const told = notice(page, '陈经理');
  await expect(told).toContainText(name);
  expect(await stageOf(page, id)).toBe('需求确认');
  await expect.poll(() => shownIn(page, name)).toBe('需求确认');
  // Who still wants it otherwise says so, knowing what they change.
  await moveByMenu(page, name, '方案报价');
  await expect.poll(() => stageOf(page, id)).toBe('方案报价');
  await expect.poll(() => shownIn(boss, name)).toBe('方案报价');
});

test('a deal deleted while it is in the hand is not moved, and that is said', { tag: '@wide' }, async ({ page, beside }) => {
  await signIn(page, 'zhangsan');
  const name = `消失的商机 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  const admin = await beside('xiaolin');
  const hand = await Hand.of(page);
  await hand.lift(card(page, name));
  await hand.carryOver(column(page, '需求确认'));
  const { version } = await dealOf(admin, id);
  const gone = await ask<{ voidDeal: { userErrors: unknown[] } }>(
    admin,
    'mutation($input: VoidDealInput!) { voidDeal(input: $input) { userErrors { code } } }',
    { input: { id, version } },
  );
  expect(gone.voidDeal.userErrors).toEqual([]);
  await expect(card(page, name)).toHaveCount(0);
  await hand.drop();
  await expect(notice(page, /不存在/).first()).toBeVisible();
  await expect(page.locator('[data-lifted]')).toHaveCount(0);
});

test('a deal given to somebody else meanwhile is not moved', { tag: '@wide' }, async ({ page, beside }) => {
  await signIn(page, 'zhangsan');
  const name = `移交的商机 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  const boss = await beside('chen');
  const hand = await Hand.of(page);
  await hand.lift(card(page, name));
  await hand.carryOver(column(page, '需求确认'));
  const { users } = await ask<{ users: { nodes: { id: string; name: string }[] } }>(boss, '{ users(first: 50) { nodes { id name } } }');
  const { version } = await dealOf(boss, id);
  const input = { id, version, ownerId: users.nodes.find((one) => one.name === '李四')?.id };
  const given = await ask<{ transferOwner: { userErrors: unknown[] } }>(
    boss,
    'mutation($input: TransferOwnerInput!) { transferOwner(input: $input) { userErrors { code } } }',
    { input },
  );
  expect(given.transferOwner.userErrors).toEqual([]);
  await hand.drop();
  await expect(notice(page, /不存在|权限|修改/).first()).toBeVisible();
  await expect.poll(() => card(page, name).count()).toBe(0);
  expect(await stageOf(boss, id)).toBe('初步接触');
});

test('a drop without a connection goes back, says so, and can be sent again', { tag: '@narrow' }, async ({ page, context }) => {
  await signIn(page, 'zhangsan');
  const name = `断网的商机 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  // What says so is fetched ahead of need, moments after the start.
  await saveData(page, false);
  const prefetched = page.waitForResponse(/Toaster-[^/]*\.js$/);
  await page.goto('/board');
  await (await prefetched).finished();
  const hand = await Hand.of(page);
  await hand.lift(card(page, name));
  await hand.carryOver(column(page, '需求确认'));
  await context.setOffline(true);
  await hand.drop();
  const told = notice(page, '没有连接').filter({ hasText: name });
  await expect(told).toBeVisible();
  await expect.poll(() => shownIn(page, name)).toBe('初步接触');
  await context.setOffline(false);
  await told.locator('button', { hasText: '重试' }).click();
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
  await expect.poll(() => shownIn(page, name)).toBe('需求确认');
});

test('an answer that is lost on its way back is asked for again, and the move is made once', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const name = `丢失的答复 ${Date.now()}`;
  const id = await newDeal(page, name, { expectedCloseDate: '2027-03-01' });
  await page.goto('/board');
  let lost = 0;
  await page.route('**/graphql', async (route) => {
    if (lost > 0 || !route.request().postData()?.includes('"MoveDeal"')) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await moveByMenu(page, name, '需求确认');
  const told = notice(page, '没有连接').filter({ hasText: name });
  await expect(told).toBeVisible();
  expect(lost).toBe(1);
  await told.locator('button', { hasText: '重试' }).click();
  await expect.poll(() => shownIn(page, name)).toBe('需求确认');
  type Found = { deal: { stageVisits: { nodes: unknown[] } } };
  const visits = await ask<Found>(page, 'query($id: ID!) { deal(id: $id) { stageVisits(first: 9) { nodes { id } } } }', { id });
  expect(visits.deal.stageVisits.nodes).toHaveLength(2);
});

test('cards that colleagues add above do not move what is being read', { tag: '@wide' }, async ({ page, beside }) => {
  await signIn(page, 'chen');
  await page.goto('/board');
  const list = column(page, '初步接触').locator('[data-drop-list]');
  await expect.poll(() => list.evaluate((one) => one.scrollHeight > one.clientHeight + 600)).toBe(true);
  await list.evaluate((one) => {
    one.scrollTop = 520;
  });
  const seen = () =>
    list.evaluate((one) => {
      const top = one.getBoundingClientRect().top;
      const first = [...one.querySelectorAll<HTMLElement>('[data-card]')].find((card) => card.getBoundingClientRect().top >= top);
      return first && { card: first.dataset.card, y: Math.round(first.getBoundingClientRect().top - top) };
    });
  await expect.poll(seen).toBeTruthy();
  const before = await seen();
  const rep = await beside('zhangsan');
  const count = column(page, '初步接触').getByTestId('column-count');
  const old = Number(await count.textContent());
  await newDeal(rep, `上面的新卡 ${Date.now()}`);
  await expect.poll(async () => Number(await count.textContent())).toBeGreaterThan(old);
  expect(await seen()).toEqual(before);
});
