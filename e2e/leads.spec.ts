import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { confirm } from './bant';
import { ask, newLead, signIn } from './people';

/** A mobile number nobody else has: one prefix for each test, the rest from the clock. */
const fresh = (prefix: string) => `${prefix}${String(Date.now()).slice(-8)}`;

async function field(page: Page, id: string, what: string): Promise<unknown> {
  type Found = { lead: Record<string, unknown> };
  return (await ask<Found>(page, `query($id: ID!) { lead(id: $id) { ${what} } }`, { id })).lead[what];
}

async function call(page: Page, id: string): Promise<void> {
  const query = 'mutation($input: LogActivityInput!) { logActivity(input: $input) { userErrors { code } } }';
  await ask(page, query, { input: { leadId: id, kind: 'CALL', outcome: 'CONNECTED', summary: '说今年要换供应商' } });
}

test('张三 enters a lead, calls, confirms BANT and converts it to a deal', { tag: '@wide' }, async ({ page }) => {
  test.slow();
  await signIn(page, 'zhangsan');
  const company = `深圳市端到端${Date.now()}设备有限公司`;
  await page.goto('/leads');
  await page.getByRole('button', { name: '新建线索' }).first().click();
  const form = page.getByRole('dialog', { name: '新建线索' });
  await form.getByLabel('姓名').fill('钟工');
  await form.getByLabel('公司', { exact: true }).fill(company);
  await form.getByLabel('手机').fill(fresh('131'));
  await form.getByRole('button', { name: '保存' }).click();
  await expect(page).toHaveURL(/\/leads\/lead_/);
  const id = page.url().split('/').pop()!.split('?')[0]!;
  const steps = page.getByRole('list', { name: '状态' });
  await expect(steps.locator('[aria-current=step]')).toHaveText('待处理');

  await page.getByRole('button', { name: '转换', exact: true }).click();
  const convert = page.getByRole('dialog', { name: '转换线索' });
  await expect(convert.getByText(/还没有客户的依据/)).toBeVisible();
  await convert.getByRole('button', { name: '关闭' }).last().click();
  await call(page, id);
  await page.reload();
  await expect(steps.locator('[aria-current=step]')).toHaveText('跟进中');

  await confirm(page, '260000', '预算', '需求', '时间表');
  await page.getByRole('button', { name: '销售认可' }).click();
  await expect(page.getByText(/还不能认可为 SQL.*决策权/).first()).toBeVisible();
  await confirm(page, '', '决策权');
  await page.getByRole('button', { name: '销售认可' }).click();
  await expect.poll(() => field(page, id, 'stage')).toBe('SQL');

  await page.getByRole('button', { name: '转换', exact: true }).click();
  await expect(convert.getByLabel('商机名称')).toHaveValue(company);
  await expect(convert.getByLabel('金额')).toHaveValue('260000');
  await convert.getByRole('button', { name: '转换', exact: true }).click();
  await expect(page).toHaveURL(/\/deals\/deal_/);
  await expect(page.getByText('说今年要换供应商').first()).toBeVisible();
  await page.goto(`/leads/${id}`);
  await expect(steps.locator('[aria-current=step]')).toHaveText('已转换');
  await expect(page.getByRole('button', { name: '编辑' })).toHaveCount(0);
});

test('王五 learns while typing that somebody has this lead, and no more', { tag: '@narrow' }, async ({ page, beside }) => {
  const zhangsan = await beside('zhangsan');
  const mobile = fresh('132');
  const id = await newLead(zhangsan, { name: '只有张三知道的人', mobile });
  await signIn(page, 'wangwu');
  await page.goto('/leads?new=lead');
  const form = page.getByRole('dialog', { name: /New lead|新建线索/ });
  await form.getByLabel(/^(Full name|姓名)/).fill('Somebody');
  await form.getByLabel(/^(Mobile|手机)/).fill(`+86 ${mobile}`);
  await expect(form.getByText(/张\*/)).toBeVisible();
  await expect(form.getByText('只有张三知道的人')).toHaveCount(0);
  await form.getByRole('button', { name: /^(Save|保存)/ }).click();
  await expect(form).toBeHidden();
  type Found = { lead: { touches: { totalCount: number } } };
  const { lead } = await ask<Found>(zhangsan, 'query($id: ID!) { lead(id: $id) { touches { totalCount } } }', { id });
  expect(lead.touches.totalCount).toBe(2);
});

test('陈经理 assigns a returned lead, and 李四 puts it into nurturing', { tag: '@narrow' }, async ({ page, beside }) => {
  await signIn(page, 'chen');
  const id = await newLead(page, { name: `待分配 ${Date.now()}`, mobile: fresh('133'), ownerId: null });
  await page.goto(`/leads/${id}`);
  await page.getByRole('button', { name: '分配', exact: true }).click();
  const assign = page.getByRole('dialog', { name: '分配线索' });
  await assign.getByRole('combobox').first().fill('李四');
  await page.getByRole('option', { name: /李四/ }).click();
  await assign.getByRole('button', { name: '分配', exact: true }).click();
  await expect(assign).toBeHidden();
  const lisi = await beside('lisi');
  await lisi.goto(`/leads/${id}`);
  await lisi.getByRole('banner').getByRole('button', { name: '更多' }).click();
  await lisi.getByRole('menuitem', { name: '转入培育' }).click();
  await lisi.getByRole('dialog').getByRole('button', { name: '转入培育' }).click();
  await expect.poll(() => field(page, id, 'status')).toBe('NURTURING');
});
