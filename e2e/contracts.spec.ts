import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { ask, day, signIn } from './people';

/** A won deal of the person who is signed in. */
async function wonDeal(page: Page): Promise<string> {
  type Found = { deals: { nodes: { id: string }[] } };
  return (await ask<Found>(page, '{ deals(first: 1, where: { status: { eq: WON } }) { nodes { id } } }')).deals.nodes[0]!.id;
}

test('张三 makes a contract of a won deal, plans and signs it; finance confirms what came in, and the figures show it', async ({ page }) => {
  // A whole way, by three people.
  test.setTimeout(120_000);
  await signIn(page, 'zhangsan');
  await page.goto(`/deals/${await wonDeal(page)}`);
  const name = `看板合同 ${Date.now()}`;
  await page.getByRole('button', { name: '新建合同' }).click();
  const form = page.getByRole('dialog', { name: '新建合同' });
  await form.getByRole('textbox', { name: '名称' }).fill(name);
  await form.getByRole('textbox', { name: '合同金额' }).fill('300000');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(page).toHaveURL(/\/contracts\/contract_/);
  await expect(page.getByRole('heading', { name: new RegExp(name) })).toBeVisible();

  await page.getByRole('button', { name: '编辑回款计划' }).click();
  const plan = page.getByRole('dialog', { name: '回款计划' });
  await plan.getByLabel('应回款日期').fill(day(-40));
  await plan.getByLabel('金额').fill('100000');
  await expect(plan).toContainText('未计划');
  await plan.getByRole('button', { name: '添加一期' }).click();
  // The new one begins with what is not planned yet.
  await expect(plan.getByLabel('金额').nth(1)).toHaveValue('200000');
  await plan.getByLabel('应回款日期').nth(1).fill(day(30));
  await plan.getByRole('button', { name: '保存' }).click();
  await expect(plan).toBeHidden();

  await page.getByRole('button', { name: '签署' }).click();
  const signing = page.getByRole('dialog', { name: '签署这份合同' });
  await signing.getByRole('button', { name: '签署' }).click();
  await expect(page.getByText('履行中').filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText('逾期 40 天')).toBeVisible();
  // The rest of a signed contract is not a rep's to change.
  await expect(page.getByRole('button', { name: '编辑回款计划' })).toBeHidden();

  await page.getByRole('button', { name: '登记回款' }).click();
  const payment = page.getByRole('dialog', { name: '登记回款' });
  await payment.getByRole('textbox', { name: '金额' }).fill('120000');
  await payment.getByRole('textbox', { name: '银行流水号' }).fill(`E2E ${name}`);
  await payment.getByRole('button', { name: '保存' }).click();
  await expect(payment).toBeHidden();
  await expect(page.getByText('待确认')).toBeVisible();
  await expect(page.getByRole('button', { name: '确认', exact: true })).toBeHidden();
  expect(await foundInBothThemes(page, 'contract')).toEqual([]);
  const contract = page.url();

  await signIn(page, 'qian');
  await page.goto('/payments');
  expect(await foundInBothThemes(page, 'payments')).toEqual([]);
  await page.goto(contract);
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await expect(page.getByText('已确认', { exact: true })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: '已回款：40%' })).toBeVisible();
  await expect(page.getByText('已到账 ¥20,000')).toBeVisible();

  await page.goto('/reports/ready-receivables');
  await expect(page.getByText('到期回款率').first()).toBeVisible();
  const figures = page.getByRole('table').first();
  await expect(figures).toContainText('%');
  await figures.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/reports\/records/);

  await signIn(page, 'chen');
  await page.goto('/reports/channels?months=24');
  await expect(page.getByText('首笔回款')).toBeVisible();
  await page.getByRole('link', { name: /^签订合同：/ }).click();
  await expect(page).toHaveURL(/\/leads/);
});
