import { expect } from '@playwright/test';
import { test } from './browsers';
import { ask, newDeal, signIn } from './people';

// A field that is left would stand in the forms of the tests after this one.
test.afterEach(async ({ beside }) => {
  const admin = await beside('xiaolin');
  const { customFields } = await ask<{ customFields: { nodes: { id: string; version: number }[] } }>(
    admin,
    '{ customFields(first: 50, where: {isActive: {eq: true}}) { nodes { id version } } }',
  );
  for (const { id, version } of customFields.nodes) {
    await ask(admin, 'mutation($input: UpdateCustomFieldInput!) { updateCustomField(input: $input) { userErrors { code } } }', {
      input: { id, version, isActive: false },
    });
  }
});

test('小林 adds 设备数量 and 招标方式; 张三 fills them in, filters by one, and a report counts by the other', async ({ page, beside }) => {
  const mark = String(Date.now() % 100_000);
  await signIn(page, 'xiaolin');
  await page.goto('/settings/fields');
  await page.getByRole('button', { name: '新建字段' }).first().click();
  await page.getByRole('menuitem', { name: '整数' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('中文名').fill(`设备数量${mark}`);
  await form.getByLabel('英文名').fill(`Devices ${mark}`);
  await form.getByLabel('最小值').fill('1');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: `设备数量${mark}` })).toContainText('整数');
  await page.getByRole('button', { name: '新建字段' }).first().click();
  await page.getByRole('menuitem', { name: '单选' }).click();
  await form.getByLabel('中文名').first().fill(`招标方式${mark}`);
  await form.getByLabel('英文名').first().fill(`Tender ${mark}`);
  await form.getByLabel('选项 1 的中文名').fill('公开招标');
  await form.getByLabel('选项 2 的中文名').fill('邀请招标');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: `招标方式${mark}` })).toContainText('单选');

  const rep = await beside('zhangsan');
  const deal = await newDeal(rep, `有设备的商机 ${mark}`);
  await rep.goto(`/deals/${deal}`);
  await rep.getByRole('button', { name: '编辑' }).first().click();
  const edit = rep.getByRole('dialog');
  await edit.getByLabel(`设备数量${mark}`).fill('0');
  await edit.getByLabel(`设备数量${mark}`).blur();
  await expect(edit.getByText('请输入不小于 1 的数')).toBeVisible();
  await edit.getByLabel(`设备数量${mark}`).fill('12');
  await edit.getByLabel(`招标方式${mark}`).click();
  await rep.getByRole('option', { name: '邀请招标' }).click();
  await edit.getByRole('button', { name: '保存' }).click();
  await expect(edit).toBeHidden();
  const more = rep.getByRole('region', { name: '更多字段' });
  await expect(more).toContainText('12');
  await expect(more).toContainText('邀请招标');

  const { customFields } = await ask<{ customFields: { nodes: { nameZh: string; apiName: string }[] } }>(
    page,
    '{ customFields(first: 50, where: {isActive: {eq: true}}) { nodes { nameZh apiName } } }',
  );
  const named = (name: string) => customFields.nodes.find((one) => one.nameZh === `${name}${mark}`)!.apiName;
  const filter = JSON.stringify({ [named('招标方式')]: { in: ['OPTION_2'] } });
  await rep.goto(`/deals?f=${encodeURIComponent(filter)}`);
  await expect(rep.getByText(`招标方式${mark} 属于 邀请招标`)).toBeVisible();
  await expect(rep.getByText(`有设备的商机 ${mark}`).first()).toBeVisible();
  const report = { source: 'deal', rows: [{ field: named('招标方式') }], measures: [{ function: 'SUM', field: named('设备数量') }] };
  await rep.goto(`/reports/new?d=${encodeURIComponent(JSON.stringify(report))}`);
  await expect(rep.getByRole('row', { name: /邀请招标/ })).toContainText('12');
});
