import { type Locator, type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { Hand, card } from './cards';
import { ask, newDeal, signIn, stageOf } from './people';

const lane = (page: Page, who: string): Locator => page.getByRole('region', { name: new RegExp(`^${who}，`) });

/** The cell of a lane under a column, by the place of the column. */
const cell = (page: Page, who: string, column: number): Locator => lane(page, who).locator('[data-drop-list]').nth(column);

/** How many open deals each owner has among those found by a text, as the server counts them. */
async function openDeals(page: Page, search: string): Promise<Record<string, number>> {
  type Found = { deals: { groups: { keys: { label: string }[]; count: number }[] } };
  const query =
    'query($search: String) { deals(first: 0, search: $search, where: { stage: { type: { eq: OPEN } } }) { groups(by: [{ field: OWNER }]) { keys { label } count } } }';
  const { deals } = await ask<Found>(page, query, { search });
  return Object.fromEntries(deals.groups.map(({ keys, count }) => [keys[0].label, count]));
}

/** Two deals of 张三 and one of 李四, that only this test finds. */
async function threeDeals(page: Page): Promise<{ stamp: string; mine: string; theirs: string; id: string }> {
  const stamp = `泳道${Date.now()}`;
  const [mine, theirs] = [`${stamp} 张一`, `${stamp} 李一`];
  await signIn(page, 'lisi');
  await newDeal(page, theirs, { expectedCloseDate: '2027-03-01' });
  await signIn(page, 'zhangsan');
  await newDeal(page, `${stamp} 张二`, { expectedCloseDate: '2027-03-01' });
  const id = await newDeal(page, mine, { expectedCloseDate: '2027-03-01' });
  await signIn(page, 'chen');
  return { stamp, mine, theirs, id };
}

async function carryTo(page: Page, hand: Hand, target: Locator, sign: 'data-drop-over' | 'data-drop-refused'): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const wanted = (await target.getAttribute('data-drop-list')) ?? '';
  await expect(async () => {
    const box = await target.boundingBox();
    if (!box) throw new Error('no such cell');
    const x = Math.min(Math.max(box.x + box.width / 2, 80), width - 80);
    const isIn = x > box.x && x < box.x + box.width;
    await hand.carry({ x: isIn ? x : box.x > x ? width - 4 : 4, y: box.y + 24 });
    if (!isIn) throw new Error('not in sight yet');
    await expect(page.locator(`[${sign}]`)).toHaveAttribute('data-drop-list', wanted, { timeout: 150 });
  }).toPass({ intervals: [60] });
}

test('陈经理 parts the board by owner, moves a deal of 张三 in its lane, and the lanes stay', async ({ page }) => {
  const { stamp, mine, id } = await threeDeals(page);
  await page.goto(`/board?q=${stamp}`);
  await expect(card(page, mine)).toBeVisible();
  await page.getByRole('button', { name: /^筛选/ }).click();
  const panel = page.getByRole('dialog', { name: '筛选看板' });
  await panel.getByRole('button', { name: '按负责人分泳道' }).click();
  await panel.getByRole('button', { name: '完成' }).click();
  await expect(page).toHaveURL(/lanes=owner/);
  const counts = await openDeals(page, stamp);
  expect(counts).toEqual({ 张三: 2, 李四: 1 });
  for (const who of ['张三', '李四']) await expect(lane(page, who).getByTestId('lane-count')).toHaveText(String(counts[who]));
  await expect(cell(page, '张三', 0).locator('[data-card]')).toHaveCount(2);

  const hand = await Hand.of(page);
  await hand.lift(card(page, mine));
  await expect(lane(page, '李四')).toHaveAttribute('data-no-target', '');
  await carryTo(page, hand, cell(page, '张三', 1), 'data-drop-over');
  await hand.drop();
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
  await expect(cell(page, '张三', 1)).toContainText(mine);
  await expect(lane(page, '张三').getByTestId('lane-count')).toHaveText('2');

  await page.reload();
  await expect(cell(page, '张三', 1)).toContainText(mine);
  await expect(lane(page, '李四')).toBeVisible();
});

test('a drop in the lane of somebody else moves nothing and offers the transfer', { tag: '@narrow' }, async ({ page }) => {
  const { stamp, mine, id } = await threeDeals(page);
  await page.goto(`/board?q=${stamp}&lanes=owner`);
  await expect(card(page, mine)).toBeVisible();
  const hand = await Hand.of(page);
  await hand.lift(card(page, mine));
  await carryTo(page, hand, cell(page, '李四', 0), 'data-drop-refused');
  await hand.drop();
  await expect(page.locator('[data-announcer]')).toContainText('留在张三的泳道');
  const dialog = page.getByRole('dialog').filter({ hasText: mine });
  await expect(dialog.getByLabel(/新负责人/)).toHaveValue('李四');
  await dialog.getByRole('button', { name: '取消' }).click();
  await expect(dialog).toBeHidden();
  expect(await stageOf(page, id)).toBe('初步接触');
  await expect(cell(page, '张三', 0)).toContainText(mine);
  // Given once more, and this time it is meant.
  await hand.lift(card(page, mine));
  await carryTo(page, hand, cell(page, '李四', 0), 'data-drop-refused');
  await hand.drop();
  await dialog.getByRole('button', { name: '转移', exact: true }).click();
  await expect(cell(page, '李四', 0)).toContainText(mine);
  await expect(lane(page, '李四').getByTestId('lane-count')).toHaveText('2');
});

test('a card held by the keyboard stays in its lane, and a lane can be folded', { tag: '@wide' }, async ({ page }) => {
  const { stamp, mine, theirs, id } = await threeDeals(page);
  await page.goto(`/board?q=${stamp}&lanes=owner`);
  await card(page, mine).focus();
  await page.keyboard.press('Space');
  await expect(page.locator('[data-announcer]')).toContainText('负责人的泳道');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(() => stageOf(page, id)).toBe('需求确认');
  await expect(card(page, mine)).toBeFocused();
  await lane(page, '李四').getByRole('button', { expanded: true }).first().click();
  await expect(card(page, theirs)).toHaveCount(0);
  await page.reload();
  await expect(card(page, mine)).toBeVisible();
  await expect(card(page, theirs)).toHaveCount(0);
});

test('a view kept with its lanes opens with them, and the lanes are free of WCAG 2.2 AA violations', { tag: '@wide' }, async ({ page }) => {
  test.slow();
  const { stamp, mine, theirs } = await threeDeals(page);
  await page.goto(`/board?q=${stamp}&lanes=owner`);
  await expect(lane(page, '李四')).toBeVisible();
  await page.getByRole('button', { name: '视图', exact: true }).click();
  await page.getByRole('menuitem', { name: /另存为新视图/ }).click();
  const dialog = page.getByRole('dialog', { name: '另存为新视图' });
  await dialog.getByLabel('名称').fill(stamp);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();

  await page.goto('/board');
  await expect(page.locator('[data-card]').first()).toBeVisible();
  await expect(lane(page, '李四')).toHaveCount(0);
  await page.getByRole('button', { name: '视图', exact: true }).click();
  await page.getByRole('menuitemradio', { name: stamp }).click();
  await expect(page).toHaveURL(/lanes=owner/);
  await expect(cell(page, '张三', 0)).toContainText(mine);
  await expect(cell(page, '李四', 0)).toContainText(theirs);
  await expect(page.getByRole('menu')).toHaveCount(0);
  expect(await foundInBothThemes(page, '/board in lanes')).toEqual([]);
});
