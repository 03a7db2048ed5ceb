import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { newLead, signIn } from './people';

test('张三 lays two leads of one company side by side, merges them and parts them again', async ({ page }) => {
  await signIn(page, 'zhangsan');
  const companyName = `深圳市合并${Date.now()}机电有限公司`;
  const first = await newLead(page, { name: '王建国', companyName, title: '厂长', source: '展会' });
  const second = await newLead(page, { name: '王总', companyName, wechat: 'wang-zong', source: '官网' });
  await page.goto(`/leads/${second}`);
  await page.getByRole('button', { name: '对比并合并' }).click();
  const dialog = page.getByRole('dialog', { name: '合并 2 条线索' });
  // The one that was there first stays, unless somebody chooses.
  await expect(dialog.getByRole('radio', { name: /^王建国 L-/ })).toBeChecked();
  await expect(dialog.getByRole('radio', { name: '姓名: 王建国' })).toBeChecked();
  expect(await foundInBothThemes(page)).toEqual([]);
  // Arrows go through the values.
  await dialog.getByRole('radio', { name: '姓名: 王建国' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('radio', { name: '姓名: 王总' })).toBeChecked();
  await dialog.getByRole('button', { name: '合并', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(new RegExp(first));
  await expect(page.getByRole('heading', { level: 1, name: '王总' })).toBeVisible();
  await expect(page.getByText('到访 2 次')).toBeVisible();

  // The old link leads to the one that stayed.
  await page.goto(`/leads/${second}?tab=history`);
  await expect(page).toHaveURL(new RegExp(first));
  await page.getByRole('tab', { name: '变更历史' }).click();
  const merges = page.getByRole('region', { name: '合并记录' });
  await expect(merges.getByText('wang-zong')).toBeVisible();
  await merges.getByRole('button', { name: '撤销合并' }).click();
  await expect(merges.getByText(/张三 已于 .* 撤销/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: '王建国' })).toBeVisible();
  await page.goto(`/leads/${second}`);
  await expect(page.getByRole('heading', { level: 1, name: '王总' })).toBeVisible();
});

test('陈经理 chooses leads in the list and merges them', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'chen');
  const name = `列表合并${Date.now()}`;
  for (const n of [1, 2, 3]) await newLead(page, { name: `${name}-${n}`, wechat: `w-${n}` });
  await page.goto(`/leads?q=${encodeURIComponent(name)}`);
  await expect(page.getByText(`${name}-3`)).toBeVisible();
  await page.getByRole('button', { name: '多选' }).click();
  for (const n of [1, 2])
    await page
      .getByRole('row', { name: new RegExp(`${name}-${n}`) })
      .getByRole('checkbox')
      .click();
  await page.getByRole('button', { name: '合并', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '合并 2 条线索' });
  await dialog.getByRole('button', { name: '合并', exact: true }).click();
  const second = page.getByRole('row').filter({ hasText: `${name}-2` });
  await expect(dialog).toBeHidden();
  await expect(second).toHaveCount(0);
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(second).toBeVisible();
});
