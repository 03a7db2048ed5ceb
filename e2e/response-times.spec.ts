import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { ask, newLead, person, signIn } from './people';

/** A lead 莫莉 brings and 赵总 gives to 张三: somebody waits for an answer. */
async function waitingLead(page: Page, name: string): Promise<string> {
  await signIn(page, 'zhao');
  return newLead(page, { name, ownerId: await person(page, '张三') });
}

test('张三 sees how long a lead may wait; once he has called, the page says it was in time', { tag: '@narrow' }, async ({ page }) => {
  const name = `等候${Date.now()}`;
  const id = await waitingLead(page, name);
  await signIn(page, 'zhangsan');
  await page.goto(`/leads/${id}`);
  const times = page.locator('section').filter({ has: page.getByRole('heading', { name: '响应时限' }) });
  // The clock is timed by the worker, some seconds after it began.
  await expect(async () => {
    await page.reload();
    await expect(times.getByText(/还剩/).first()).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(page.getByText(/^首次响应 · 还剩/)).toBeVisible();
  const log = 'mutation($input: LogActivityInput!) { logActivity(input: $input) { userErrors { message } } }';
  await ask(page, log, { input: { kind: 'CALL', direction: 'OUTBOUND', summary: '回电', leadId: id } });
  await page.reload();
  await expect(times.getByRole('listitem').filter({ hasText: '首次响应' })).toContainText('按时');
  await expect(page.getByText(/^首次响应 · 还剩/)).toBeHidden();
});

test('小林 sets how long a lead of low intent rests, and who is told', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings/response');
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: /^低意向回访/ }) });
  await expect(card).toContainText('30天内');
  await card.getByRole('button', { name: '编辑低意向回访' }).click();
  const dialog = page.getByRole('dialog', { name: '低意向回访' });
  await dialog.getByRole('textbox', { name: /^时限/ }).fill('60');
  await dialog.getByRole('button', { name: '添加一步' }).click();
  await dialog.getByRole('textbox', { name: '第 2 步，占时限的百分比' }).fill('100');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toContainText('同一时点只能有一步');
  await dialog.getByRole('textbox', { name: '第 2 步，占时限的百分比' }).fill('150');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  await expect(card).toContainText('60天内');
  await expect(card.getByRole('listitem')).toHaveText([/60天.*给负责人建任务/, /90天.*提醒主管/]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  // As it was, for whoever comes next.
  await card.getByRole('button', { name: '编辑低意向回访' }).click();
  await dialog.getByRole('textbox', { name: /^时限/ }).fill('30');
  await dialog.getByRole('button', { name: /第 2 步/ }).click();
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  await expect(card).toContainText('30天内');
});
