import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { confirm } from './bant';
import { ask, done, newDeal, newLead, person, signIn } from './people';

type Id = { id: string };

/** A form on the company's site that asks for these fields, as 莫莉 publishes it: its address. */
async function publishedForm(page: Page, name: string): Promise<string> {
  await signIn(page, 'moli');
  const fields = ['name', 'companyName', 'mobile', 'region', 'industry', 'title'].map((one) => ({
    name: one,
    kind: 'TEXT',
    labelZh: { name: '姓名', companyName: '公司', mobile: '手机', region: '地区', industry: '行业', title: '职位' }[one],
    labelEn: one,
    required: one === 'name',
    options: [],
  }));
  type Made = { webForm: { id: string; version: number; key: string } };
  const { webForm } = await done<Made>(page, 'createWebForm', 'webForm { id version key }', { name, fields });
  await done(page, 'publishWebForm', 'webForm { id }', { id: webForm.id, version: webForm.version });
  return `/f/${webForm.key}`;
}

/** A rule after all others, which stands until the test is over. */
async function withRule(page: Page, given: Record<string, unknown>): Promise<() => Promise<void>> {
  await signIn(page, 'xiaolin');
  type Made = { assignmentRule: { id: string; version: number } };
  const { assignmentRule } = await done<Made>(page, 'createAssignmentRule', 'assignmentRule { id version }', given);
  return async () => {
    await signIn(page, 'xiaolin');
    const { version } = (
      await ask<{ assignmentRule: { version: number } }>(page, 'query($id: ID!) { assignmentRule(id: $id) { version } }', {
        id: assignmentRule.id,
      })
    ).assignmentRule;
    await done(page, 'voidAssignmentRule', 'assignmentRule { id }', { id: assignmentRule.id, version });
  };
}

test('a visitor from 深圳 sends a form; 张三 is told why it is his, calls in time, confirms BANT and converts to a customer we had', {
  tag: '@narrow',
}, async ({ page, browser }) => {
  test.slow();
  const stamp = `${Date.now()}`;
  const company = `深圳市华创${stamp}科技有限公司`;
  const address = await publishedForm(page, `研讨会报名${stamp}`);
  const rule = `华南区${stamp}`;
  await signIn(page, 'xiaolin');
  const members = [{ userId: await person(page, '张三'), weight: 1 }];
  const drop = await withRule(page, {
    name: rule,
    target: 'MEMBERS',
    strategy: 'ROUND_ROBIN',
    members,
    condition: { companyName: { contains: stamp } },
  });
  await signIn(page, 'zhangsan');

  const stranger = await browser.newPage();
  await stranger.goto(address);
  for (const [label, text] of [
    ['姓名', '王先生'],
    ['公司', company],
    ['手机', `135${stamp.slice(-8)}`],
    ['地区', '广东省深圳市'],
    ['行业', '制造业'],
    ['职位', '生产总监'],
  ] as const) {
    await stranger.getByLabel(label).fill(text);
  }
  await stranger.getByRole('button', { name: '提交' }).click();
  await expect(stranger.getByText('谢谢，我们会尽快与你联系。')).toBeVisible();
  await stranger.close();

  // Within seconds it is his, and his page says by which rule and how long it may wait.
  type Mine = { leads: { nodes: (Id & { owner: { name: string } | null })[] } };
  const query = 'query($name: String!) { leads(where: { companyName: { eq: $name } }) { nodes { id owner { name } } } }';
  let id = '';
  await expect(async () => {
    const { leads } = await ask<Mine>(page, query, { name: company });
    expect(leads.nodes[0]?.owner?.name).toBe('张三');
    id = leads.nodes[0]!.id;
  }).toPass();
  await page.goto(`/leads/${id}`);
  await expect(page.getByText('按规则分配')).toBeVisible();
  await expect(page.getByText(rule).first()).toBeVisible();
  const notices = '{ notifications(first: 20) { nodes { kind lead { id } } } }';
  type Notices = { notifications: { nodes: { kind: string; lead: Id | null }[] } };
  expect((await ask<Notices>(page, notices)).notifications.nodes.some((one) => one.lead?.id === id)).toBe(true);

  // A colleague enters the same company meanwhile, under a shorter name.
  await done(page, 'createAccount', 'account { id }', { name: `华创${stamp}科技`, region: '广东省深圳市' });

  // He calls: the clock stops in time.
  await page.getByRole('button', { name: '记录跟进' }).first().click();
  const call = page.getByRole('dialog');
  await call.getByRole('button', { name: '接通了' }).click();
  await call.getByLabel('纪要').fill('确认停机损失，约好现场看');
  await call.getByRole('button', { name: /^(记录|保存)/ }).click();
  await expect(call).toBeHidden();
  const times = page.locator('section').filter({ has: page.getByRole('heading', { name: '响应时限' }) });
  await expect(async () => {
    await page.reload();
    await expect(times.getByRole('listitem').filter({ hasText: '首次响应' })).toContainText('按时', { timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole('list', { name: '状态' }).locator('[aria-current=step]')).toHaveText('跟进中');

  await confirm(page, '400000', '预算', '需求', '时间表', '决策权');
  await page.getByRole('button', { name: '销售认可' }).click();
  await expect
    .poll(async () => (await ask<{ lead: { stage: string } }>(page, 'query($id: ID!) { lead(id: $id) { stage } }', { id })).lead.stage)
    .toBe('SQL');
  const win = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: '怎样赢得' }) })
    .last();
  await expect(win.getByText('设备停机时间长').first()).toBeVisible();
  await expect(win.getByText(/精密零件厂/).first()).toBeVisible();

  // The wizard knows the company; a double tap converts once.
  await page.getByRole('button', { name: '转换', exact: true }).click();
  const convert = page.getByRole('dialog', { name: '转换线索' });
  await expect(convert.getByText('可能已是我们的客户或联系人')).toBeVisible();
  await expect(convert.getByText(`华创${stamp}`).first()).toBeVisible();
  await convert.getByRole('button', { name: '转换', exact: true }).dblclick();
  await expect(page).toHaveURL(/\/deals\/deal_/);
  type Made = { accounts: { totalCount: number; nodes: { deals: { totalCount: number }; contacts: { totalCount: number } }[] } };
  const made =
    'query($t: String!) { accounts(where: { name: { contains: $t } }) { totalCount nodes { deals { totalCount } contacts { totalCount } } } }';
  const { accounts } = await ask<Made>(page, made, { t: stamp });
  expect(accounts.totalCount).toBe(1);
  expect(accounts.nodes[0]).toEqual({ deals: { totalCount: 1 }, contacts: { totalCount: 1 } });
  await drop();
});

test('张三 claims what his pool lets him claim in a day, and no more; the deal of another team does not exist for him', { tag: '@narrow' }, async ({
  page,
  beside,
}) => {
  await signIn(page, 'xiaolin');
  const stamp = `${Date.now()}`;
  const region = `公海省${stamp}`;
  const pool = { name: `公海${stamp}`, regions: [region], dailyClaimLimit: 2, memberIds: [await person(page, '张三')] };
  const { leadPool } = await done<{ leadPool: Id }>(page, 'createLeadPool', 'leadPool { id }', pool);
  for (const turn of [1, 2, 3]) {
    await newLead(page, {
      name: `池${turn}`,
      mobile: `13${turn}${stamp.slice(-8)}`,
      companyName: `公海${stamp}-${turn}`,
      region,
      ownerId: null,
    });
  }
  await signIn(page, 'zhangsan');
  await page.goto(`/pool?pool=${leadPool.id}`);
  const cards = page.getByRole('listitem').filter({ hasText: `公海${stamp}-` });
  await expect(cards).toHaveCount(3);
  for (const turn of [1, 2]) {
    const one = cards.filter({ hasText: `公海${stamp}-${turn}` });
    await expect(one.getByText(/^13\d\*{4}\d{4}$/)).toBeVisible();
    await one.getByRole('button', { name: /领取/ }).click();
    await expect(one.getByRole('link', { name: `13${turn}${stamp.slice(-8)}` })).toBeVisible();
  }
  const last = cards.filter({ hasText: `公海${stamp}-3` });
  await expect(page.getByText('今天已领满')).toBeVisible();
  await last.getByRole('button', { name: /领取/ }).click();
  await expect(page.getByText('今天已领满 2 条线索，明天再来领取。').first()).toBeVisible();
  await expect(last.getByText(/^13\d\*{4}\d{4}$/)).toBeVisible();

  const theirs = await beside('wangwu');
  const deal = await newDeal(theirs, `华东的商机 ${stamp}`);
  await page.goto(`/deals/${deal}`);
  await expect(page.getByText(/不存在|无权|找不到/).first()).toBeVisible();
});

test('小林 builds four rules: a lead that fits three goes by the first, and its page shows who was tried', { tag: '@wide' }, async ({ page }) => {
  const stamp = `${Date.now()}`;
  await signIn(page, 'xiaolin');
  const [zhangsan, lisi] = [await person(page, '张三'), await person(page, '李四')];
  const mine = { source: { eq: `官网注册${stamp}` } };
  const rules = [
    { name: `金牌销售${stamp}`, strategy: 'FIXED', members: [zhangsan], condition: { ...mine, intent: { eq: 'HIGH' } } },
    { name: `青海区${stamp}`, strategy: 'ROUND_ROBIN', members: [lisi], condition: { ...mine, region: { startsWith: '青海省' } } },
    { name: `工业组${stamp}`, strategy: 'ROUND_ROBIN', members: [lisi], condition: { ...mine, industry: { eq: '制造业' } } },
    { name: `轮流${stamp}`, strategy: 'ROUND_ROBIN', members: [lisi], condition: mine },
  ];
  const drops = [];
  for (const { members, ...rule } of rules) {
    drops.push(await withRule(page, { ...rule, target: 'MEMBERS', members: members.map((userId) => ({ userId, weight: 1 })) }));
  }
  const lead = { name: '三条都符合', source: mine.source.eq, intent: 'HIGH', region: '青海省西宁市', industry: '制造业', ownerId: null };
  const id = await newLead(page, lead);
  const why = page.locator('section', { has: page.getByRole('heading', { name: '为什么分给此人？' }) });
  await expect(async () => {
    await page.goto(`/leads/${id}`);
    await expect(why.getByText(/→ 张三/)).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await expect(why.getByText(rules[0]!.name, { exact: true }).first()).toBeVisible();
  await expect(why.getByText(rules[1]!.name)).toHaveCount(0);
  for (const drop of drops) await drop();
});

test('小林 imports five hundred leads: new, known and wrong ones add up, and the batch is taken back', { tag: '@wide' }, async ({ page }) => {
  test.slow();
  await signIn(page, 'xiaolin');
  const stamp = `${Date.now()}`.slice(-5);
  const mobile = (turn: number) => `139${stamp}${String(turn).padStart(3, '0')}`;
  const row = (turn: number) => `导入${stamp}-${turn},批量${stamp}公司${turn},${mobile(turn)},`;
  for (let turn = 0; turn < 10; turn++) {
    await newLead(page, { name: `导入${stamp}-${turn}`, mobile: mobile(turn) });
  }
  const wrong = [1, 2, 3].map((turn) => `邮箱不对${turn},,,不是邮箱`);
  const rows = [...Array.from({ length: 497 }, (_, turn) => row(turn)), ...wrong];
  await page.goto('/import');
  await page.getByRole('button', { name: '新建导入' }).first().click();
  const buffer = Buffer.from(`姓名,公司,手机,邮箱\n${rows.join('\n')}\n`);
  await page.getByLabel('选择文件').setInputFiles({ name: '线索.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByRole('button', { name: '检查文件' }).click();
  await page.getByRole('button', { name: '导入 497 条记录' }).click();
  await expect(page.getByText('导入完成').first()).toBeVisible({ timeout: 30_000 });
  for (const [name, count] of Object.entries({ 新建: 487, 已更新: 10, 拒绝: 3, 行: 500 })) {
    await expect(page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) })).toContainText(`${count}`);
  }
  const count = async () => {
    const query = 'query($t: String!) { leads(where: { name: { startsWith: $t } }) { totalCount } }';
    return (await ask<{ leads: { totalCount: number } }>(page, query, { t: `导入${stamp}-` })).leads.totalCount;
  };
  expect(await count()).toBe(497);
  await page.getByRole('button', { name: '撤销整个导入' }).click();
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: '撤销', exact: true }).click();
  await expect(page.getByText('导入已撤销').first()).toBeVisible({ timeout: 30_000 });
  expect(await count()).toBe(10);
});
