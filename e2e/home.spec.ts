import { expect } from '@playwright/test';
import { test } from './browsers';
import { ask, newDeal, signIn, signInAs } from './people';

type Groups = { deals: { groups: { keys: { value: string; label: string }[]; count: number }[] } };
const STAGES =
  '{ deals(first: 0, where: { status: { eq: OPEN } }) { groups(by: [{ field: OWNER }, { field: STAGE }]) { keys { value label } count } } }';

test('陈经理 begins the day with the table of his reps, and a number opens exactly the deals it counts', async ({ page }) => {
  await signIn(page, 'chen');
  const counted = await ask<Groups>(page, STAGES);
  const count = (who: string, stage: string) =>
    counted.deals.groups.find(({ keys }) => keys[0]!.label === who && keys[1]!.label === stage)?.count ?? 0;
  const asked: string[] = [];
  page.on('request', (request) => {
    const body = request.url().endsWith('/graphql') ? request.postData() : null;
    if (body?.includes('byStage')) asked.push(body);
  });
  await page.goto('/');
  const block = page.getByRole('region', { name: '销售代表 × 阶段（进行中商机）' });
  await expect(block.getByText('本月预计成交额').filter({ visible: true }).first()).toBeVisible();
  // Other tests move deals of the same people: the page must say what the server says.
  const figure = block.getByRole('link', { name: `李四 需求确认 ${count('李四', '需求确认')}` }).filter({ visible: true });
  await expect(figure).toHaveText(String(count('李四', '需求确认')));
  await expect(block.getByRole('link', { name: `张三 谈判 ${count('张三', '谈判')}` }).filter({ visible: true })).toBeVisible();
  expect(asked).toHaveLength(1);
  await figure.click();
  await expect(page).toHaveURL(/\/deals\?/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(String(count('李四', '需求确认')));
  await expect(page.getByRole('list', { name: '筛选条件' })).toContainText('李四');
});

test('张三 ticks off a task where it stands and plans a next step for a deal without one', async ({ page }) => {
  await signIn(page, 'zhangsan');
  const title = `今天要做的事 ${Date.now()}`;
  await ask(page, 'mutation($input: CreateTaskInput!) { createTask(input: $input) { userErrors { code } } }', {
    input: { title, dueAt: new Date(Date.now() - 3_600_000).toISOString() },
  });
  const name = `没有下一步 ${Date.now()}`;
  await newDeal(page, name, { amount: { amount: '99000000' } });
  await page.goto('/');
  const tasks = page.getByRole('region', { name: '到期任务' });
  await tasks.getByRole('checkbox', { name: `完成：${title}` }).click();
  await expect(tasks.getByText(title)).toHaveCount(0);
  const drifting = page.getByRole('region', { name: '没有下一步' });
  await expect(drifting.getByRole('link', { name })).toBeVisible();
  await drifting.getByRole('button', { name: `安排下一步：${name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('要做什么').fill('约见决策者');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(drifting.getByRole('link', { name })).toHaveCount(0);
});

test('the way through the house begins with today, on the phone too', async ({ page }) => {
  await signIn(page, 'zhangsan');
  await page.goto('/board');
  const bar = page.getByRole('navigation', { name: '主导航' }).filter({ visible: true });
  await bar.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('今天');
});

test('somebody for whom nothing waits is shown where to begin', { tag: '@narrow' }, async ({ page, beside }) => {
  await signIn(page, 'xiaolin');
  const email = `neu${Date.now()}@weir.example`;
  await ask(page, 'mutation($input: CreateUserInput!) { createUser(input: $input) { userErrors { code message } } }', {
    input: { name: '新同事', email, roles: ['REP'], password: 'fresh-start-2026' },
  });
  const fresh = await beside();
  await signInAs(fresh, email, 'fresh-start-2026');
  await fresh.goto('/');
  await expect(fresh.getByText('新同事，你好！现在没有待办的事')).toBeVisible();
  await fresh.getByRole('main').getByRole('button', { name: '新建客户' }).click();
  await expect(fresh.getByRole('dialog')).toBeVisible();
});

test('莫莉 finds the reports of her role below what waits, opens what a number counts, and hides them', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'moli');
  await page.goto('/');
  const reports = page.getByRole('region', { name: '报表', exact: true });
  const channels = reports.getByRole('region', { name: '近三个月的渠道' }).first();
  await expect(channels.getByRole('link', { name: /^官网表单/ })).toBeVisible();
  await expect(reports.getByRole('region', { name: '线索按周与状态' })).toBeVisible();
  const link = channels.getByRole('link', { name: /^官网表单/ });
  const counted = await link.innerText();
  await link.click();
  await expect(page).toHaveURL(/\/leads\?/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(counted);
  await page.goto('/');
  await reports.getByRole('button', { name: '本页的报表' }).click();
  await page.getByRole('menuitemradio', { name: '不显示报表' }).click();
  await page.reload();
  await expect(reports.getByText('已隐藏，可从菜单恢复。')).toBeVisible();
  await expect(channels).toHaveCount(0);
});
