import { expect } from '@playwright/test';
import { test } from './browsers';
import { found } from './axe';
import { ask, isPhone, newLead, signIn } from './people';

test('张三 sees why a lead has its score, and says what he thinks of its intent', async ({ page }) => {
  await signIn(page, 'zhangsan');
  const input = { name: `评分${Date.now()}`, title: '总经理', industry: '制造业', source: '内容下载' };
  await page.goto(`/leads/${await newLead(page, input)}`);
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: '评分', exact: true }) });
  await expect(card.getByText('B3')).toBeVisible();
  await expect(card.getByRole('progressbar', { name: '匹配度' })).toHaveAttribute('aria-valuenow', '55');
  if (isPhone(page)) await card.getByText('主要得分项').click();
  await expect(card.getByRole('listitem').first()).toContainText(/制造业.*\+20/);
  // What he says of the intent is his word, with the day.
  await page.getByRole('button', { name: '判断意向' }).click();
  await page.getByRole('menuitemradio', { name: '高意向' }).click();
  await expect(page.getByText(/^张三 判断，/)).toBeVisible();
  // Scored by the worker, and told to the page that is open.
  await expect(async () => {
    await page.goto('/leads');
    const row = page.locator('[role=row], button, a, li').filter({ hasText: input.name }).filter({ hasText: 'B3' });
    await expect(row.first()).toBeVisible({ timeout: 3000 });
  }).toPass();
});

test('小林 tries other rules and sees how many leads they move', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings/scores');
  const effect = page.locator('section').filter({ has: page.getByRole('heading', { name: '这些规则的效果' }) });
  await expect(effect.getByRole('status')).toContainText('没有线索的评级会变化');
  await page.getByRole('textbox', { name: 'B 级起点' }).fill('5');
  await expect(effect.getByRole('status')).toContainText(/\d+ 条线索的评级会变化/);
  await page.getByRole('checkbox', { name: '由评级得出意向' }).click();
  await page.getByRole('textbox', { name: '判断保持' }).fill('0');
  await expect(effect.getByText(/\d+ 条线索的意向会变化/)).toBeVisible();
  await page.getByRole('button', { name: '编辑制造业' }).click();
  const dialog = page.getByRole('dialog', { name: '编辑规则' });
  await dialog.getByRole('textbox', { name: '分值' }).fill('0');
  await dialog.getByRole('button', { name: '放入草稿' }).click();
  await expect(dialog.getByRole('alert')).toContainText('不为 0');
  await dialog.getByRole('textbox', { name: '分值' }).fill('25');
  await dialog.getByRole('button', { name: '放入草稿' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /^制造业/ })).toContainText('+25');
  await expect(effect.locator('[aria-busy=false]')).toBeVisible();
  expect(await found(page)).toEqual([]);
  await page.getByRole('textbox', { name: '半衰期' }).fill('0');
  await page.getByRole('button', { name: '保存规则' }).click();
  await expect(page.getByRole('alert').first()).toContainText('至少 1 天');
  // Given up, everything is as it was: other tests rely on the rules.
  await page.getByRole('button', { name: '放弃', exact: true }).click();
  await expect(effect.getByRole('status')).toContainText('没有线索的评级会变化');
});

test('陈经理 is told why a lead came to sales by itself, and accepts it', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'moli');
  const input = { name: `要报价${Date.now()}`, region: '广东省深圳市', sourceDetail: '官网询价' };
  const id = await newLead(page, input);
  await expect(async () => {
    const found = await ask<{ lead: { stage: string } }>(page, 'query($id: ID!) { lead(id: $id) { stage } }', { id });
    expect(found.lead.stage).toBe('MQL');
  }).toPass();
  await signIn(page, 'zhao');
  type Found = { users: { nodes: { id: string }[] }; lead: { version: number } };
  const who = 'query($id: ID!) { users(where: { name: { eq: "李四" } }) { nodes { id } } lead(id: $id) { version } }';
  const { users, lead } = await ask<Found>(page, who, { id });
  const assign = 'mutation($input: AssignLeadInput!) { assignLead(input: $input) { userErrors { message } } }';
  await ask(page, assign, { input: { id, version: lead.version, ownerId: users.nodes[0].id } });
  await signIn(page, 'chen');
  await page.goto(`/leads/${id}`);
  await expect(page.getByText('客户主动要求联系：请接受，或说明拒绝原因。')).toBeVisible();
  await page.getByRole('button', { name: '接受', exact: true }).click();
  await expect(page.getByText('客户主动要求联系：请接受，或说明拒绝原因。')).toBeHidden();
});
