import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { ask, newLead, signIn } from './people';

/** A lead of 张三: a production director of industry who looks at somebody else. */
async function competitive(page: Page): Promise<string> {
  await signIn(page, 'zhangsan');
  const stamp = `${Date.now()}`;
  const lead = await newLead(page, {
    name: '打先生',
    companyName: `打法${stamp}有限公司`,
    mobile: `136${stamp.slice(-8)}`,
    industry: '制造业',
    title: '生产总监',
    leadState: 'COMPETITIVE',
  });
  await ask(page, 'mutation($i: LogActivityInput!) { logActivity(input: $i) { userErrors { code } } }', {
    i: { kind: 'CALL', direction: 'OUTBOUND', summary: '聊过了', leadId: lead },
  });
  return lead;
}

test('张三 is told the play, the problem and the case of a lead: one tap starts the play, two tell of the case', { tag: '@narrow' }, async ({
  page,
}) => {
  await page.goto(`/leads/${await competitive(page)}`);
  const panel = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: '怎样赢得' }) })
    .last();
  await expect(panel.getByText('重塑评估标准')).toBeVisible();
  await expect(panel.getByText('未匹配')).toBeVisible();

  await panel.getByRole('button', { name: '启动这个打法' }).click();
  await expect(panel.getByText('已完成 0/3')).toBeVisible();
  await page
    .getByRole('region', { name: /通知|Notif/ })
    .getByRole('button', { name: '撤销' })
    .or(panel.getByRole('button', { name: '撤销' }))
    .first()
    .click();
  await expect(panel.getByRole('button', { name: '启动这个打法' })).toBeVisible();

  await panel
    .getByRole('button', { name: '有此问题: 设备停机时间长' })
    .or(panel.getByRole('button', { name: '有此问题：设备停机时间长' }))
    .click();
  await expect(panel.getByText('未匹配')).toBeHidden();
  await expect(panel.getByLabel('我们能解决')).toBeVisible();
  await expect(panel.getByText('匹配：设备停机时间长 · 制造业 · 生产')).toBeVisible();

  await panel.getByRole('button', { name: /使用案例：精密零件厂/ }).click();
  await page.getByRole('menuitem', { name: /附到：电话/ }).click();
  await expect(page.getByTitle('成功案例').filter({ hasText: '精密零件厂' })).toBeVisible();
  expect(await foundInBothThemes(page)).toEqual([]);
});

test('莫莉 keeps the method: a problem is added, the plays are put in order, and 张三 only reads', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'moli');
  await page.goto('/settings/selling');
  const plays = page.getByRole('listitem').filter({ has: page.getByText('重塑评估标准') });
  await expect(plays).toBeVisible();
  await page.getByRole('tab', { name: '问题' }).click();
  await page.getByRole('button', { name: '新建问题' }).click();
  const name = `换线慢${Date.now()}`;
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('问题').fill(name);
  await dialog.getByLabel('行业').fill('制造业');
  await dialog.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: /更多/ }).click();
  await page.getByRole('menuitem', { name: '移除' }).click();
  await expect(row).toBeHidden();

  await signIn(page, 'zhangsan');
  await page.goto('/settings/selling');
  await expect(page.getByText('重塑评估标准')).toBeVisible();
  await expect(page.getByRole('button', { name: '新建打法' })).toHaveCount(0);
});
