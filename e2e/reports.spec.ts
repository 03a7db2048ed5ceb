import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { Hand, middle, notice } from './cards';
import { ask, isPhone, signIn } from './people';

const shelf = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).locator('[data-drop-list]');
const field = (page: Page, name: string) => page.getByRole('region', { name: '字段' }).getByRole('listitem').filter({ hasText: name }).first();

/** Puts a field on a shelf: by the mouse at the desk, from its menu on the phone, where fields and shelves do not fit on one screen. */
async function put(page: Page, name: string, on: string): Promise<void> {
  await page.getByRole('searchbox', { name: '查找字段' }).fill(name);
  const from = field(page, name);
  if (isPhone(page)) {
    await from.getByRole('button', { name: `添加${name}` }).click();
    await page.getByRole('menuitem', { name: `添加到${on}` }).click();
  } else {
    await from.scrollIntoViewIfNeeded();
    const hand = await Hand.of(page);
    await hand.lift(from);
    await hand.carry(await middle(shelf(page, on)));
    await hand.drop();
  }
  await expect(shelf(page, on).getByRole('listitem').filter({ hasText: name })).toBeVisible();
}

test('陈经理 clicks a number in the table of people and stages, and stands before exactly its deals', async ({ page }) => {
  await signIn(page, 'chen');
  await page.goto('/reports');
  await page.getByRole('link', { name: /销售 × 阶段/ }).click();
  const table = page.getByRole('table', { name: '销售 × 阶段' });
  const number = table.getByRole('link', { name: /^李四, 需求确认,/ });
  const counted = await number.innerText();
  expect(Number(counted)).toBeGreaterThan(0);
  await page.getByText('统计口径').click();
  await expect(page.getByText('仅统计：状态 属于 进行中。')).toBeVisible();
  expect(await foundInBothThemes(page, 'report')).toEqual([]);
  await number.click();
  await expect(page).toHaveURL(/\/deals/);
  await expect(page.locator('h1')).toContainText(counted);
});

test('小林 builds a report: fields onto shelves, undone and done again, moved by hand, saved, and found again', async ({ page }) => {
  await signIn(page, 'xiaolin');
  const name = `客户行业 ${Date.now()}`;
  await page.goto('/reports');
  await page.getByRole('link', { name: '新建报表' }).click();
  await put(page, '状态', '行');
  const figures = page.getByRole('table', { name: '新建报表' });
  await expect(figures.getByRole('row', { name: /^赢单/ })).toBeVisible();
  await put(page, '本位币金额', '值');
  await expect(figures.getByRole('columnheader', { name: '本位币金额合计' })).toBeVisible();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(figures.getByRole('columnheader', { name: '本位币金额合计' })).toHaveCount(0);
  await page.getByRole('button', { name: '重做' }).click();
  await expect(figures.getByRole('columnheader', { name: '本位币金额合计' })).toBeVisible();
  // From the rows to the columns, in the hand on both sizes.
  const piece = shelf(page, '行').getByRole('listitem').filter({ hasText: '状态' });
  await piece.scrollIntoViewIfNeeded();
  const hand = await Hand.of(page);
  await hand.lift(piece);
  await hand.carry(await middle(shelf(page, '列')));
  await hand.drop();
  await expect(figures.getByRole('columnheader', { name: '赢单', exact: true })).toBeVisible();
  expect(await foundInBothThemes(page, 'builder')).toEqual([]);
  await page.getByRole('button', { name: '另存为…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '名称' }).fill(name);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.goto('/reports');
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await expect(page.getByRole('table', { name }).getByRole('columnheader', { name: '赢单', exact: true })).toBeVisible();
  type Kept = { reports: { nodes: { definition: { columns: { field: string }[] } }[] } };
  const kept = await ask<Kept>(page, 'query($n: String!) { reports(where: {name: {eq: $n}}) { nodes { definition } } }', { n: name });
  expect(kept.reports.nodes[0]?.definition.columns).toEqual([{ field: 'status' }]);
  // Filed by its menu into a folder in a folder, which is found and renamed.
  const folder = `夹${Date.now()}`;
  await page.goto('/reports');
  await page.getByRole('button', { name: `${name}的更多操作` }).click();
  await page.getByRole('menuitem', { name: '移到文件夹…' }).click();
  await dialog.getByRole('combobox', { name: '文件夹' }).click();
  await page.getByRole('option', { name: '新建文件夹…' }).click();
  await dialog.getByRole('textbox', { name: '文件夹名称' }).fill(`${folder}/月报`);
  await dialog.getByRole('button', { name: '移动' }).click();
  await page.getByRole('link', { name: new RegExp(folder) }).click();
  await page.getByRole('button', { name: '月报的更多操作' }).click();
  await page.getByRole('menuitem', { name: '重命名或移动…' }).click();
  await dialog.getByRole('textbox', { name: '名称' }).fill('周报');
  expect(await foundInBothThemes(page, 'folders')).toEqual([]);
  await dialog.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: /周报/ }).click();
  const trail = page.getByRole('navigation', { name: '文件夹' });
  await expect(trail).toContainText(folder);
  const filed = page.getByRole('link', { name: new RegExp(name) });
  await expect(filed).toBeVisible();
  // Carried one folder up, and taken back; the same by keys.
  await hand.lift(filed);
  await hand.carry(await middle(trail.getByRole('link', { name: folder })));
  await hand.drop();
  await expect(filed).toBeHidden();
  await notice(page, `已移到“${folder}”`).getByRole('button', { name: '撤销' }).click();
  await expect(filed).toBeVisible();
  await filed.focus();
  for (const key of [' ', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await expect(filed).toBeHidden();
  await trail.getByRole('link', { name: folder }).click();
  await expect(filed).toBeVisible();
});

test('赵总 puts two reports on a dashboard, puts them in order, and shares it: 张三 sees his own records only', { tag: '@wide' }, async ({
  page,
}) => {
  await signIn(page, 'zhao');
  const name = `周会 ${Date.now()}`;
  await page.goto('/reports');
  await page.getByRole('button', { name: '新建数据看板' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '名称' }).fill(name);
  await dialog.getByRole('checkbox', { name: '公司所有人' }).click();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  for (const report of ['各阶段的商机', '销售 × 阶段']) {
    // The menu takes no press in the moment after it has closed.
    await expect(async () => {
      await page.getByRole('button', { name: '添加报表' }).click();
      await page.getByRole('menuitem', { name: report }).click({ timeout: 2_000 });
    }).toPass();
    await expect(page.getByRole('region', { name: '编排' }).getByRole('listitem').filter({ hasText: report })).toBeVisible();
  }
  await page.getByRole('button', { name: /销售 × 阶段.*上移|上移.*销售 × 阶段/ }).click();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toHaveText('销售 × 阶段');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('region', { name: '编排' })).toHaveCount(0);
  const all = page.getByRole('region', { name: '销售 × 阶段' }).getByRole('row', { name: /^合计/ });
  await expect(all).toBeVisible();
  expect(await foundInBothThemes(page, 'dashboard')).toEqual([]);
  const shared = page.url();
  await signIn(page, 'zhangsan');
  await page.goto(shared);
  const rows = page.getByRole('region', { name: '销售 × 阶段' }).locator('tbody').getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toHaveText(/^张三/);
  await expect(page.getByRole('button', { name: '编排' })).toHaveCount(0);
});

test('陈经理 gives up a report that does not come, asks again, and the next question ends the one before', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'chen');
  const held: (() => void)[] = [];
  const ended: string[] = [];
  page.on('requestfailed', (request) => {
    const said = request.postDataJSON() as { operationName?: string } | null;
    if (said?.operationName === 'PipelineReport') ended.push(request.failure()?.errorText ?? '');
  });
  // The answer is kept back for as long as the test wants: a report that takes long.
  await page.route('**/graphql', async (route) => {
    const said = route.request().postDataJSON() as { operationName?: string } | null;
    if (said?.operationName !== 'PipelineReport') return route.continue();
    await new Promise<void>((go) => held.push(go));
    return route.continue().catch(() => undefined);
  });
  await page.goto('/reports/stages');
  await expect(page.getByText('正在计算…')).toBeVisible();
  await page.getByRole('button', { name: '取消' }).click();
  await expect(page.getByText('没有计算出数字，需要时可以重新计算。')).toBeVisible();
  await expect.poll(() => ended.length).toBe(1);
  await page.getByRole('button', { name: '重新计算' }).click();
  await expect(page.getByText('正在计算…')).toBeVisible();
  await page.getByRole('combobox', { name: '赢单期限' }).click();
  await page.getByRole('option', { name: '60 天' }).click();
  await expect.poll(() => ended.length).toBe(2);
  await page.unroute('**/graphql');
  for (const go of held) go();
  await expect(page.getByRole('region', { name: '按阶段的按期赢单率' }).or(page.getByText('这些概率估得准吗？'))).toBeVisible();
});

test('赵总 joins deals to accounts in a report, and their number opens exactly these deals', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhao');
  await page.goto('/reports/new?edit=1');
  await page.getByRole('combobox', { name: '统计对象' }).click();
  await page.getByRole('option', { name: '客户', exact: true }).click();
  await put(page, '行业', '行');
  await page.getByRole('button', { name: '添加关联记录' }).click();
  await page.getByRole('menuitem', { name: '商机', exact: true }).click();
  const related = page.getByRole('region', { name: '关联记录' });
  await related.getByRole('button', { name: '计入哪些商机' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '进行中', exact: true }).click();
  await dialog.getByRole('button', { name: '应用' }).click();
  const figures = page.getByRole('table', { name: '新建报表' });
  const number = figures.getByRole('link', { name: /^合计, 合计, 商机数/ });
  // Until they have come, the figures from before the filter stay.
  await expect(number).toHaveAttribute('href', /OPEN/);
  const counted = await number.innerText();
  expect(Number(counted)).toBeGreaterThan(20);
  expect(await foundInBothThemes(page, 'joined report')).toEqual([]);
  await number.click();
  await expect(page).toHaveURL(/\/deals/);
  await expect(page.locator('h1')).toContainText(counted);
  await expect(page.getByRole('list', { name: '筛选' })).toContainText('客户 · 有商机（状态 属于 进行中）');
  await page.goto(`/accounts?f=${encodeURIComponent(JSON.stringify({ deals: { none: { status: { eq: 'OPEN' } } } }))}`);
  await page.getByRole('button', { name: '没有商机（状态 属于 进行中）', exact: true }).click();
  await expect(dialog.getByRole('region', { name: '商机' }).getByRole('combobox', { name: '数量要求' })).toHaveText('没有一条符合');
});

test('张三 sets what a dashboard leaves to its readers, and finds it so again', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhao');
  await page.goto('/reports');
  const create = `mutation($input: CreateDashboardInput!) { createDashboard(input: $input) { dashboard { id } userErrors { message } } }`;
  const tiles = [{ id: 'a', ready: 'owner-by-stage' }];
  const controls = [{ source: 'deal', key: 'status', value: { in: ['OPEN'] } }];
  const input = { name: `看板 ${Date.now()}`, layout: { tiles, controls }, sharedWithAll: true };
  const made = await ask<{ createDashboard: { dashboard: { id: string } } }>(page, create, { input });
  const address = `/dashboards/${made.createDashboard.dashboard.id}`;
  await signIn(page, 'zhangsan');
  await page.goto(address);
  const tile = page.getByRole('region', { name: '销售 × 阶段' });
  await expect(tile.getByRole('row', { name: /^张三/ })).toBeVisible();
  await page.getByRole('button', { name: '状态 属于 进行中' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '进行中', exact: true }).click();
  await sheet.getByRole('button', { name: '赢单', exact: true }).click();
  expect(await foundInBothThemes(page, 'control')).toEqual([]);
  await sheet.getByRole('button', { name: '应用' }).click();
  // The report is of open deals only, and the dashboard asks for won ones: nothing is both.
  await expect(tile.getByText('没有可统计的记录')).toBeVisible();
  await page.goto(address);
  await page.getByRole('button', { name: '状态 属于 赢单' }).click();
  await sheet.getByRole('button', { name: '恢复原设' }).click();
  await expect(tile.getByRole('row', { name: /^张三/ })).toBeVisible();
});
