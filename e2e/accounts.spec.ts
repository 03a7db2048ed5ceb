import { expect } from '@playwright/test';
import { test } from './browsers';
import { newDeal, signIn } from './people';

test('张三 adds an account, a contact and logs a call on it', async ({ page }) => {
  await signIn(page, 'zhangsan');
  await page.goto('/accounts');
  const name = `深圳市端到端科技 ${Date.now()}`;
  await page
    .getByRole('button', { name: /新建客户/ })
    .first()
    .click();
  await page.getByRole('dialog').getByLabel('名称').fill(name);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(保存|新建|创建)/ })
    .click();
  await expect(page.getByRole('heading', { name }).or(page.getByText(name)).first()).toBeVisible();
});

test('a call is logged in three taps', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  await newDeal(page, `三次点击 ${Date.now()}`);
  await page.goto('/board');
  await page.getByRole('button', { name: '记录跟进' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('radiogroup', { name: /最近/ })
    .getByRole('radio')
    .or(dialog.getByRole('button').filter({ hasText: '三次点击' }))
    .first()
    .click();
  await dialog.getByRole('button', { name: /^(记录|保存)/ }).click();
  await expect(dialog).toBeHidden();
});

test('a deal of another team does not exist for 李四', async ({ page, beside }) => {
  const theirs = await beside('wangwu');
  const id = await newDeal(theirs, `华东的商机 ${Date.now()}`);
  await signIn(page, 'lisi');
  await page.goto(`/deals/${id}`);
  await expect(page.getByText(/不存在|无权|找不到/).first()).toBeVisible();
});
