import { expect } from '@playwright/test';
import { test } from './browsers';
import { ask, isPhone, newDeal, signIn } from './people';

const ERRORS = '{ userErrors { code message } }';

/** Somebody new whom no other test knows. */
async function newUser(page: import('@playwright/test').Page, name: string): Promise<string> {
  type Made = { createUser: { user: { id: string }; userErrors: unknown[] } };
  const { createUser } = await ask<Made>(
    page,
    'mutation($input: CreateUserInput!) { createUser(input: $input) { user { id } userErrors { code message } } }',
    { input: { name, email: `u${Date.now()}${Math.random().toString(36).slice(2)}@weir.example`, roles: ['REP'] } },
  );
  expect(createUser.userErrors).toEqual([]);
  return createUser.user.id;
}

test('小林 makes a department below another and a team with members', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  const name = `西南区 ${Date.now()}`;
  await page.goto('/settings/structure');
  await page.getByRole('button', { name: '新建下级部门: 销售部' }).click();
  const form = page.getByRole('dialog');
  await expect(form.getByRole('combobox', { name: '上级部门' })).toHaveValue('销售部');
  await form.getByLabel('部门名称').fill(name);
  await form.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('button', { name: `编辑: ${name}` })).toBeVisible();
  const team = `攻坚组 ${Date.now()}`;
  await page.getByRole('button', { name: '新建团队' }).click();
  await form.getByLabel('团队名称').fill(team);
  for (const member of ['李四', '柯服']) {
    await form.getByRole('combobox', { name: '团队成员' }).fill(member);
    await page.getByRole('option', { name: new RegExp(member) }).click();
  }
  await form.getByRole('button', { name: '移除: 柯服' }).click();
  await form.getByRole('button', { name: '保存' }).click();
  const line = page.getByRole('listitem').filter({ hasText: team });
  await expect(line).toContainText('李四');
  await expect(line).not.toContainText('柯服');
});

test('小林 reads the matrix in words; on the phone role by role', async ({ page }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings/roles');
  if (isPhone(page)) {
    await page.getByRole('combobox', { name: '角色' }).click();
    await page.getByRole('option', { name: '销售代表' }).click();
  } else {
    await page.getByRole('button', { name: /^商机, 销售代表/ }).click();
  }
  await expect(page.getByText('新建、查看、修改：本人的记录及共享给本人的记录').filter({ visible: true }).first()).toBeVisible();
  await page.getByRole('radio', { name: '字段' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '成本' })).toContainText('隐藏');
  await page.getByRole('radio', { name: '特殊权限' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '跳过阶段' })).toContainText('销售经理');
});

test('小林 asks what 李四 sees: as many deals as 李四 counts, and it stands in the audit', { tag: '@wide' }, async ({ page, beside }) => {
  const rep = await beside('lisi');
  const own = await ask<{ deals: { totalCount: number } }>(rep, '{ deals { totalCount } }');
  await signIn(page, 'xiaolin');
  await page.goto('/settings/roles');
  await page.getByRole('radio', { name: '权限模拟' }).click();
  await page.getByRole('combobox', { name: '人员' }).fill('李四');
  await page.getByRole('option', { name: /李四/ }).click();
  await page.getByRole('button', { name: '查看可见范围' }).click();
  const sight = page.getByRole('list', { name: '可见范围' });
  const deals = sight.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '商机', exact: true }) });
  await expect(deals).toContainText(`${own.deals.totalCount} / 共`);
  await expect(sight.getByText('成本: 隐藏')).toBeVisible();
  await page.goto('/settings/audit');
  await page.getByRole('combobox', { name: '操作' }).click();
  await page.getByRole('option', { name: '权限模拟' }).click();
  const entry = page.getByRole('list', { name: '审计日志' }).getByRole('listitem').first();
  await expect(entry).toContainText('模拟了他人的权限');
  await expect(entry).toContainText('李四');
});

test('the audit tells old and new by name, leads to the record, and holds', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  const name = `审计里的商机 ${Date.now()}`;
  const id = await newDeal(page, name);
  await ask(page, `mutation($input: UpdateDealInput!) { updateDeal(input: $input) ${ERRORS} }`, {
    input: { id, version: 1, nextStep: '约见' },
  });
  await page.goto('/settings/audit');
  await page.getByRole('combobox', { name: '记录' }).fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).click();
  const log = page.getByRole('list', { name: '审计日志' });
  await expect(log.getByRole('listitem')).toHaveCount(2);
  await expect(log.getByRole('listitem').first()).toContainText(/下一步.*—.*→.*约见/s);
  await page.getByRole('button', { name: '验证审计' }).click();
  await expect(page.getByText(/完好，已核对/)).toBeVisible();
  await log.getByRole('link', { name }).first().click();
  await expect(page).toHaveURL(new RegExp(`/deals/${id}`));
});

test('an auditor reads roles and audit and simulates nothing; a rep finds neither', { tag: '@wide' }, async ({ page, beside }) => {
  await signIn(page, 'zhangsan');
  await page.goto('/settings/audit');
  await expect(page.getByText('没有这个页面')).toBeVisible();
  const auditor = await beside('shenji');
  await auditor.goto('/settings/roles');
  await expect(auditor.getByRole('radio', { name: '特殊权限' })).toBeVisible();
  await expect(auditor.getByRole('radio', { name: '权限模拟' })).toHaveCount(0);
  await auditor.goto('/settings/audit');
  await expect(auditor.getByRole('button', { name: '验证审计' })).toBeVisible();
});

test('小林 splits a leaver’s records by kind, closes the login, and takes it back', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  const name = `离职者${Date.now()}`;
  const leaver = await newUser(page, name);
  await newUser(page, `接任甲${name}`);
  await newUser(page, `接任乙${name}`);
  for (const one of [1, 2, 3]) await newDeal(page, `${name} 的商机 ${one}`, { ownerId: leaver });
  type Made = { createAccount: { userErrors: unknown[] } };
  for (const one of [1, 2]) {
    const query = 'mutation($input: CreateAccountInput!) { createAccount(input: $input) { userErrors { code message } } }';
    const made = await ask<Made>(page, query, { input: { name: `${name} 的客户 ${one}`, ownerId: leaver } });
    expect(made.createAccount.userErrors).toEqual([]);
  }
  await page.goto('/settings/users');
  await page.getByLabel('搜索人员').fill(name);
  const line = page.getByRole('listitem').filter({ hasText: name }).filter({ hasNotText: '接任' });
  await line.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '停用' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '交接给' }).fill(`接任甲${name}`);
  await page.getByRole('option', { name: `接任甲${name}` }).click();
  await dialog.getByRole('checkbox', { name: /商机\s*3/ }).click();
  await dialog.getByRole('combobox', { name: '将商机交接给' }).fill(`接任乙${name}`);
  await page.getByRole('option', { name: `接任乙${name}` }).click();
  await dialog.getByRole('button', { name: '交接并停用' }).click();
  await expect(page.getByText(`${name} 已无法登录`).first()).toBeVisible();
  const query =
    '{ deals(where: { name: { startsWith: $name } }) { nodes { owner { name } } } accounts(where: { name: { startsWith: $name } }) { nodes { owner { name } } } }';
  type Owners = { deals: { nodes: { owner: { name: string } }[] }; accounts: { nodes: { owner: { name: string } }[] } };
  const owners = await ask<Owners>(page, `query($name: String!) ${query}`, { name });
  expect(owners.deals.nodes.map((one) => one.owner.name)).toEqual(Array(3).fill(`接任乙${name}`));
  expect(owners.accounts.nodes.map((one) => one.owner.name)).toEqual(Array(2).fill(`接任甲${name}`));
  await page.getByRole('button', { name: '撤回交接' }).click();
  await expect.poll(async () => (await ask<Owners>(page, `query($name: String!) ${query}`, { name })).deals.nodes[0]!.owner.name).toBe(name);
});

test('小林 adds a stage for large deals with a task on entry, by scenario 6C', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  const code = `T${Date.now() % 1_000_000}`;
  type Made = { createPipeline: { userErrors: unknown[] } };
  const made = await ask<Made>(page, `mutation($input: CreatePipelineInput!) { createPipeline(input: $input) ${ERRORS} }`, {
    input: { nameZh: `测试流程 ${code}`, nameEn: `Test ${code}`, code, isActive: false },
  });
  expect(made.createPipeline.userErrors).toEqual([]);
  await page.goto('/settings/pipelines');
  const section = page.locator('section').filter({ hasText: `测试流程 ${code}` });
  await section.getByRole('button', { name: '阶段', exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('中文名称').fill('高层评审');
  await form.getByLabel('英文名称').fill('Board review');
  await form.getByLabel('赢单概率').fill('60');
  const entry = form.getByRole('group', { name: '进入此阶段的条件' });
  await entry.getByRole('button', { name: '添加条件' }).click();
  await entry.getByRole('combobox', { name: '条件' }).click();
  await page.getByRole('option', { name: '金额不低于…' }).click();
  await expect(entry.getByLabel('最低金额')).toHaveValue('1000000');
  await form.getByRole('button', { name: '添加任务' }).click();
  await form.getByLabel('任务中文标题').fill('准备高层材料');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(section.getByText('高层评审')).toBeVisible();
  type Stages = { stages: { nodes: { entryCriteria: unknown; enterActions: { titleZh: string }[] }[] } };
  const kept = await ask<Stages>(
    page,
    'query($code: String!) { stages(where: { nameZh: { eq: "高层评审" }, pipeline: { code: { eq: $code } } }) { nodes { entryCriteria enterActions } } }',
    { code },
  );
  expect(kept.stages.nodes[0]!.entryCriteria).toMatchObject([{ kind: 'MIN_AMOUNT', least: '1000000' }]);
  expect(kept.stages.nodes[0]!.enterActions[0]!.titleZh).toBe('准备高层材料');
});

test('settings are walked and a rate is set with the keyboard alone', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings/profile');
  const nav = page.getByRole('navigation', { name: '设置' });
  await nav.getByRole('link', { name: '个人资料' }).focus();
  for (let step = 0; step < 30; step++) {
    if (await nav.getByRole('link', { name: '汇率' }).evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/settings\/rates/);
  const add = page.getByRole('button', { name: '新建汇率', exact: true }).first();
  for (let step = 0; step < 20; step++) {
    if (await add.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  const currency = page.getByRole('combobox', { name: '币种' });
  for (let step = 0; step < 5; step++) {
    if (await currency.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('THB');
  // The list narrows while one types: the arrow is for what is left of it.
  await expect(page.getByRole('option').first()).toHaveText(/THB/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: '币种' })).toHaveValue(/THB/);
  const worth = page.getByRole('dialog').getByLabel('1 单位折合');
  for (let step = 0; step < 12; step++) {
    if (await worth.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('0.21');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 THB = 0.21 CNY').first()).toBeVisible();
});

test('钱会计 reveals a masked number in place and reads how many are left today', { tag: '@narrow' }, async ({ page, beside }) => {
  const admin = await beside('xiaolin');
  type Made = { createContact: { contact: { id: string }; userErrors: unknown[] } };
  const query = 'mutation($input: CreateContactInput!) { createContact(input: $input) { contact { id } userErrors { code message } } }';
  const made = await ask<Made>(admin, query, { input: { name: `联系人 ${Date.now()}`, mobile: '13800005678' } });
  expect(made.createContact.userErrors).toEqual([]);
  await signIn(page, 'qian');
  await page.goto(`/contacts/${made.createContact.contact.id}`);
  await expect(page.getByText('138****5678').first()).toBeVisible();
  await page.getByRole('button', { name: '查看明文（会留下记录）' }).first().click();
  await expect(page.getByText('13800005678').first()).toBeVisible();
  await expect(page.getByText(/已记录。今天还可查看 \d+ 次。/).first()).toBeVisible();
});
