import { expect } from '@playwright/test';
import { test } from './browsers';
import { ask, newDeal, newLead, person, signIn } from './people';

test('小林 sees people and pipelines in the settings, 张三 his colleagues by name only', { tag: '@narrow' }, async ({ page, beside }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings');
  await expect(page.getByText(/用户|成员/).first()).toBeVisible();
  const sections = page.getByRole('navigation', { name: '设置' });
  await expect(sections.getByRole('heading', { name: '人员与权限' })).toBeVisible();
  await sections.getByRole('searchbox', { name: '查找设置' }).fill('流程');
  await expect(sections.getByRole('link')).toHaveText(['销售流程']);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/settings\/pipelines/);
  await page.getByRole('link', { name: '全部设置' }).click();
  await expect(sections.getByRole('link', { name: '汇率' })).toBeVisible();
  const rep = await beside('zhangsan');
  await rep.goto('/settings');
  await expect(rep.getByText('个人资料').first()).toBeVisible();
  await rep.goto('/settings/users');
  await expect(rep.getByText('李四').first()).toBeVisible();
  await expect(rep.getByRole('button', { name: /新建用户/ })).toHaveCount(0);
});

test('小林 adds a product, changes its price, retires it; 张三 sees the list without its cost', { tag: '@wide' }, async ({ page, beside }) => {
  await signIn(page, 'xiaolin');
  const name = `边缘盒子 ${Date.now()}`;
  await page.goto('/settings/products');
  await page.getByRole('button', { name: '新建产品' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('产品名称').fill(name);
  await form.getByLabel('标准价').fill('12800');
  await form.getByLabel('成本').fill('7000');
  await form.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText('¥12,800');
  await expect(row).toContainText('¥7,000');
  await row.getByRole('button', { name: `更多: ${name}` }).click();
  await page.getByRole('menuitem', { name: '编辑' }).click();
  await form.getByLabel('标准价').fill('9900.5');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(row).toContainText('¥9,900.50');
  const rep = await beside('zhangsan');
  await rep.goto('/settings/products');
  await expect(rep.getByRole('listitem').filter({ hasText: name })).toContainText('¥9,900.50');
  await expect(rep.getByText('成本')).toHaveCount(0);
  await expect(rep.getByRole('button', { name: '新建产品' })).toHaveCount(0);
  await row.getByRole('button', { name: `更多: ${name}` }).click();
  await page.getByRole('menuitem', { name: '停售' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('checkbox', { name: '包括已停售' }).click();
  await expect(row).toContainText('已停售');
});

test('小林 sets a dated rate of a currency that had none', { tag: '@wide' }, async ({ page }, info) => {
  await signIn(page, 'xiaolin');
  const currency = info.project.name === 'phone' ? 'SGD' : 'JPY';
  await page.goto('/settings/rates');
  await expect(page.getByText('1 USD = 7.1 CNY')).toBeVisible();
  await page.getByRole('button', { name: '新建汇率', exact: true }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('combobox', { name: '币种' }).fill(currency);
  await page.getByRole('option', { name: new RegExp(currency) }).click();
  await form.getByLabel('1 单位折合').fill('0.04825');
  await form.getByRole('button', { name: '保存' }).click();
  const made = page.getByRole('listitem').filter({ hasText: `1 ${currency} = 0.04825 CNY` });
  await expect(made).toContainText('当前生效');
});

test('whoever sets up a second factor can scan it, type it or open it', async ({ page }) => {
  await signIn(page, 'lisi');
  await page.goto('/settings/security');
  await page.getByRole('button', { name: '开启' }).click();
  await expect(page.getByRole('img', { name: '用于验证器应用的二维码' })).toBeVisible();
  await expect(page.getByRole('link', { name: '在本设备的应用中打开' })).toHaveAttribute('href', /^otpauth:\/\/totp\//);
  await page.getByRole('button', { name: '取消' }).click();
  await expect(page.getByRole('button', { name: '开启' })).toBeVisible();
});

test('陈经理 shares a deal of his rep with a colleague, raises the right, and ends the share', { tag: '@narrow' }, async ({ page, beside }) => {
  await signIn(page, 'chen');
  const id = await newDeal(page, `共享的商机 ${Date.now()}`);
  await page.goto(`/deals/${id}`);
  await page.locator('header').getByRole('button', { name: '更多', exact: true }).click();
  await page.getByRole('menuitem', { name: '访问权限与关注' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '共享给' }).fill('王五');
  await page.getByRole('option', { name: /王五/ }).click();
  await dialog.getByRole('button', { name: '共享', exact: true }).click();
  const shares = dialog.getByRole('region', { name: '已共享给' });
  const line = shares.getByRole('listitem').filter({ hasText: '王五' });
  await expect(line).toBeVisible();
  await line.getByRole('combobox', { name: '王五的权限' }).click();
  await page.getByRole('option', { name: '可编辑' }).click();
  await expect(line.getByRole('combobox', { name: '王五的权限' })).toHaveText('可编辑');
  const other = await beside('wangwu');
  const query = 'query($id: ID!) { deal(id: $id) { viewerCan { update } } }';
  type Seen = { deal: { viewerCan: { update: boolean } } | null };
  await expect.poll(async () => (await ask<Seen>(other, query, { id })).deal?.viewerCan.update).toBe(true);
  await line.getByRole('button', { name: '结束对王五的共享' }).click();
  await expect(line).toHaveCount(0);
  await expect.poll(async () => (await ask<Seen>(other, query, { id })).deal).toBeNull();
});

test('the history of a deal names who had it before and who has it now, and can be narrowed', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'chen');
  const id = await newDeal(page, `换手的商机 ${Date.now()}`);
  type Ids = { users: { nodes: { id: string }[] } };
  const find = 'query($name: String!) { users(where: { name: { eq: $name } }) { nodes { id } } }';
  const lisi = (await ask<Ids>(page, find, { name: '李四' })).users.nodes[0]!.id;
  const errors = '{ userErrors { code message } }';
  await ask(page, `mutation($input: UpdateDealInput!) { updateDeal(input: $input) ${errors} }`, {
    input: { id, version: 1, nextStep: '送样' },
  });
  await ask(page, `mutation($input: TransferOwnerInput!) { transferOwner(input: $input) ${errors} }`, {
    input: { id, version: 2, ownerId: lisi },
  });
  await page.goto(`/deals/${id}?tab=history`);
  const owner = page.getByRole('listitem').filter({ hasText: '负责人' }).filter({ hasText: '李四' });
  await expect(owner).toContainText(/陈经理.*→.*李四/s);
  await page.getByRole('combobox', { name: '修改的字段' }).click();
  await page.getByRole('option', { name: '下一步' }).click();
  await expect(owner).toHaveCount(0);
  await expect(page.getByText('送样').filter({ visible: true }).first()).toBeVisible();
});

test('李四 does not want to hear of new owners, hears of nothing else less, and reads why some things stay on', { tag: '@narrow' }, async ({
  page,
  beside,
}) => {
  await signIn(page, 'lisi');
  await page.goto('/settings/profile');
  const owners = page.getByRole('checkbox', { name: '我成为记录的负责人' });
  await owners.click();
  await expect(owners).not.toBeChecked();
  type Switches = { notificationSwitches: { kind: string; isOn: boolean }[] };
  const off = async () => (await ask<Switches>(page, '{ notificationSwitches { kind isOn } }')).notificationSwitches.filter((one) => !one.isOn);
  await expect.poll(off).toEqual([{ kind: 'OWNER_CHANGED', isOn: false }]);
  await expect(page.getByText('不能关闭：客户在等待，超时会上报。')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /线索等待超时/ })).toBeDisabled();
  const lead = `静音${Date.now()}`;
  const chen = await beside('chen');
  await newLead(chen, { name: lead, ownerId: await person(chen, '李四') });
  type Told = { notifications: { nodes: { lead: { name: string } | null }[] } };
  const query = '{ notifications(first: 20) { nodes { lead { name } } } }';
  const told = async () => (await ask<Told>(page, query)).notifications.nodes.map((one) => one.lead?.name);
  expect(await told()).not.toContain(lead);
  await page.reload();
  await expect(owners).not.toBeChecked();
  await owners.click();
  await expect(owners).toBeChecked();
  await expect(async () => {
    await newLead(chen, { name: `${lead}又响`, ownerId: await person(chen, '李四') });
    expect(await told()).toContain(`${lead}又响`);
  }).toPass();
});
