import { expect } from '@playwright/test';
import { test } from './browsers';
import { newLead, signIn } from './people';

test('小林 writes a rule, rehearses it before saving, and a new lead gets its owner and says why', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings/assignment');
  await expect(page.getByRole('heading', { name: '华南高意向' })).toBeVisible();
  await page.getByRole('button', { name: '新建规则' }).click();
  const form = page.getByRole('dialog', { name: '新建规则' });
  const stamp = String(Date.now());
  await form.getByLabel('名称').fill(`来源${stamp}`);
  await form.getByRole('button', { name: '设置条件' }).click();
  const filter = page.getByRole('dialog', { name: '筛选' });
  await filter.getByRole('combobox', { name: '字段' }).click();
  await page.getByRole('option', { name: '来源', exact: true }).click();
  await filter.getByRole('textbox').fill(stamp);
  await filter.getByRole('button', { name: '应用' }).click();
  await expect(form.getByText(`来源 包含 ${stamp}`)).toBeVisible();
  for (const name of ['张三', '李四']) {
    await form.getByLabel('添加同事').fill(name);
    await page.getByRole('option', { name }).click();
    await expect(form.getByRole('button', { name: `移除: ${name}` })).toBeVisible();
  }
  await form.getByRole('button', { name: /用最近 30 天的线索试算/ }).click();
  await expect(form.getByText(/这些天共进来/)).toBeVisible();
  await form.getByRole('button', { name: '保存' }).click();
  const card = page.getByRole('listitem').filter({ hasText: `来源${stamp}` });
  await expect(card.getByText('张三、李四')).toBeVisible();
  // A rule can be put first without dragging.
  const name = `来源${stamp}`;
  const first = page.getByRole('main').getByRole('listitem').filter({ hasText: '启用' }).first();
  await expect(async () => {
    if (!(await first.textContent())!.includes(name)) await card.getByRole('button', { name: `上移 ${name}` }).click();
    await expect(first).toContainText(name, { timeout: 500 });
  }).toPass();

  const id = await newLead(page, { name: '分配测试', source: stamp, ownerId: null });
  await expect(async () => {
    await page.goto(`/leads/${id}`);
    await expect(page.getByText('按规则分配')).toBeVisible({ timeout: 1_500 });
  }).toPass();
  const why = page.locator('section', { has: page.getByRole('heading', { name: '为什么分给此人？' }) });
  await expect(why.getByText(name, { exact: true }).first()).toBeVisible();
  await expect(why.getByText(/→ (张三|李四)/)).toBeVisible();
});

test('小林 gives what comes outside working hours to a partner, on the phone', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings/assignment');
  // The demo's own: through 恒达, and the night rule that stands ready.
  await expect(page.getByText('进入时的工作时间 不属于 标准工作日历')).toBeVisible();
  await expect(page.getByText('归渠道负责人').first()).toBeVisible();
  await page.getByRole('button', { name: '新建规则' }).click();
  const form = page.getByRole('dialog', { name: '新建规则' });
  const name = `夜间${Date.now()}`;
  await form.getByLabel('名称').fill(name);
  await form.getByRole('button', { name: '设置条件' }).click();
  const filter = page.getByRole('dialog', { name: '筛选' });
  await filter.getByRole('combobox', { name: '字段' }).click();
  await page.getByRole('option', { name: '来源', exact: true }).click();
  await filter.getByRole('textbox').fill(name);
  await filter.getByRole('button', { name: '添加条件', exact: true }).click();
  await filter.getByRole('combobox', { name: '字段' }).nth(1).click();
  await page.getByRole('option', { name: '进入时的工作时间' }).click();
  await filter.getByRole('combobox', { name: '比较方式' }).nth(1).click();
  await page.getByRole('option', { name: '不属于' }).click();
  await filter.getByRole('combobox', { name: '进入时的工作时间的值' }).fill('标准');
  await page.getByRole('option', { name: '标准工作日历' }).click();
  await filter.getByRole('button', { name: '应用' }).click();
  await form.getByRole('radio', { name: '渠道伙伴' }).click();
  await form.getByRole('combobox', { name: '伙伴公司' }).fill('恒达');
  await page.getByRole('option', { name: /恒达/ }).click();
  await form.getByRole('button', { name: '保存' }).click();
  const card = page.getByRole('main').getByRole('listitem').filter({ hasText: name });
  await expect(card.getByText(/恒达科技\(渠道\) 归渠道负责人/)).toBeVisible();
  await expect(card.getByText(`来源 包含 ${name} 且 进入时的工作时间 不属于 标准工作日历`)).toBeVisible();
});
