import { type Page, expect } from '@playwright/test';
import { test } from './browsers';
import { done, isPhone, newLead, signIn } from './people';

/** A lead nobody has, from 深圳: it waits in the pool of 华南. Its company, which nobody else has. */
let turn = 0;
async function waiting(page: Page): Promise<string> {
  await signIn(page, 'xiaolin');
  turn += 1;
  const stamp = `${Date.now() + turn}`;
  const company = `深圳市公海${stamp}有限公司`;
  await newLead(page, { name: '池先生', companyName: company, mobile: `137${stamp.slice(-8)}`, region: '广东省深圳市', ownerId: null });
  return company;
}

const card = (page: Page, company: string) => page.getByRole('listitem').filter({ hasText: company });

test('张三 claims with one tap, 李四 is told that somebody was faster', async ({ page, beside }) => {
  const company = await waiting(page);
  await signIn(page, 'zhangsan');
  const other = await beside('lisi');
  await Promise.all([page.goto('/pool'), other.goto('/pool')]);
  const mine = card(page, company);
  await expect(mine.getByText(/^137\*{4}\d{4}$/)).toBeVisible();
  await expect(card(other, company)).toBeVisible();
  const left = Number((await page.getByText(/今天还能领 \d+ 条/).textContent())!.match(/\d+/)![0]);

  await mine.getByRole('button', { name: /领取/ }).click();
  await expect(mine.getByText('已归你')).toBeVisible();
  await expect(mine.getByRole('link', { name: /^137\d{8}$/ })).toBeVisible();
  await expect(page.getByText(`今天还能领 ${left - 1} 条`)).toBeVisible();

  await expect(card(other, company).getByText('已被领走')).toBeVisible();
  await card(other, company).getByRole('button', { name: '知道了' }).click();
  await expect(card(other, company)).toBeHidden();
});

test('what 李四 claims is gone where 张三 looks, what has come since is only counted, and several are claimed together', async ({ page, beside }) => {
  const [one, two, three] = [await waiting(page), await waiting(page), await waiting(page)];
  const other = await beside('lisi');
  await signIn(page, 'zhangsan');
  await Promise.all([page.goto('/pool'), other.goto('/pool')]);
  await expect(card(page, two)).toBeVisible();
  const place = async () => Math.round((await card(page, two).boundingBox())!.y);
  const before = await place();

  await card(other, three).getByRole('button', { name: /领取/ }).click();
  await expect(card(page, three).getByText('已被领走')).toBeVisible();
  const admin = await beside();
  const fresh = await waiting(admin);
  const announced = page.getByRole('button', { name: '1 条新线索' });
  await expect(announced).toBeVisible();
  expect(await place()).toBe(before);
  await announced.click();
  await expect(card(page, fresh)).toBeVisible();
  await expect(card(page, three)).toBeHidden();

  if (isPhone(page)) {
    const at = (await card(page, one).boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: at.x + 60, y: at.y + 24 }] });
    await expect(page.getByText('已选 1 条')).toBeVisible();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  } else {
    await page.getByRole('button', { name: '多选' }).click();
    await card(page, one).getByRole('button', { name: /选择/ }).click();
  }
  await card(page, two).getByRole('button', { name: /选择/ }).click();
  await card(page, fresh).getByRole('button', { name: /选择/ }).click();
  // Meanwhile somebody is faster with one of them.
  await card(other, two).getByRole('button', { name: /领取/ }).click();
  await expect(card(page, two).getByText('已被领走')).toBeVisible();
  await page.getByRole('button', { name: '领取 2 条' }).click();
  await expect(card(page, one).getByRole('link', { name: /^137\d{8}$/ })).toBeVisible();
  await expect(card(page, fresh).getByText('已归你')).toBeVisible();
  await expect(page.getByText('2 条线索已归你')).toBeVisible();
});

test('a lead tells when it goes back, is protected, and given back with a reason', { tag: '@narrow' }, async ({ page }) => {
  const company = await waiting(page);
  await signIn(page, 'zhangsan');
  await page.goto('/pool');
  await card(page, company).getByRole('button', { name: /领取/ }).click();
  await card(page, company).getByRole('link', { name: '打开' }).click();
  await expect(page.getByText('还有 15 天未跟进将回到华南线索池')).toBeVisible();
  await page.getByRole('button', { name: '保护', exact: true }).click();
  await expect(page.getByText(/保护至/)).toBeVisible();
  await page.getByRole('button', { name: '取消保护' }).click();
  await expect(page.getByText('还有 15 天未跟进将回到华南线索池')).toBeVisible();

  await page.getByRole('button', { name: /更多/ }).first().click();
  await page.getByRole('menuitem', { name: '退回' }).click();
  const dialog = page.getByRole('dialog', { name: '退回线索' });
  await dialog.getByLabel('原因').click();
  await page.getByRole('option', { name: '失联' }).click();
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await expect(page.getByText('在华南线索池等待领取。')).toBeVisible();
  await page.getByRole('button', { name: '领取', exact: true }).click();
  await expect(page.getByText(/7 天内不能再领取/).first()).toBeVisible();
});

test('小林 sees what another clock would do before he sets it', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'xiaolin');
  await page.goto('/settings/pools');
  await expect(page.getByRole('heading', { name: '华南线索池' })).toBeVisible();
  await page.getByRole('button', { name: '编辑: 华南线索池' }).click();
  const form = page.getByRole('dialog', { name: '编辑线索池' });
  await form.getByLabel('未跟进则回收').fill('2');
  await expect(form.getByText(/条跟进中的线索回收时间将改变/)).toBeVisible();
  await form.getByLabel('未跟进则回收').fill('15');
  await form.getByLabel('保护时长').fill('31');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByText('31 天，最多 20 条')).toBeVisible();
  await page.goto('/pool');
  await expect(page.getByRole('button', { name: /领取/ })).toHaveCount(0);
  await signIn(page, 'zhangsan');
  await page.goto('/pool');
  await expect(page.getByRole('button', { name: /领取/ }).first()).toBeVisible();
});

test('陈经理 shares out what waits among two people by weight, sees who gets how many, and takes it back', { tag: '@narrow' }, async ({ page }) => {
  const companies = [await waiting(page), await waiting(page), await waiting(page)];
  await signIn(page, 'chen');
  await page.goto('/pool');
  await page.getByRole('button', { name: '多选' }).click();
  for (const company of companies) await page.getByRole('button', { name: `选择: ${company}` }).click();
  await page.getByRole('button', { name: '分给多人' }).click();
  const dialog = page.getByRole('dialog', { name: '分给多人' });
  await dialog.getByRole('radio', { name: '按权重' }).click();
  for (const name of ['张三', '李四']) {
    await dialog.getByLabel('添加同事').fill(name);
    await page.getByRole('option', { name }).click();
  }
  await dialog.getByLabel('张三的权重').fill('2');
  await dialog.getByRole('button', { name: '预览' }).click();
  const share = (name: string) => dialog.getByRole('listitem').filter({ hasText: name });
  await expect(share('张三')).toContainText('2');
  await expect(share('李四')).toContainText('1');
  await dialog.getByRole('button', { name: '更改 3 条' }).click();
  await expect(dialog.getByText('每人分到')).toBeVisible();
  await dialog.getByRole('button', { name: '全部撤销' }).click();
  await expect(dialog.getByText('已撤销').first()).toBeVisible();
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
  for (const company of companies) await expect(card(page, company)).toBeVisible();
});

test('张三 switches to accounts, claims one with its people, gives it back and may not have it again at once', { tag: '@narrow' }, async ({
  page,
}) => {
  await signIn(page, 'xiaolin');
  const name = `深圳市客户${Date.now()}有限公司`;
  const given = { name, region: '广东省深圳市', phone: '0755-26661234' };
  const { account } = await done<{ account: { id: string; version: number } }>(page, 'createAccount', 'account { id version }', given);
  await done(page, 'createContact', 'contact { id }', { name: '池经理', accountId: account.id });
  await done(page, 'returnAccount', 'account { id }', { ...account, reason: 'NO_NEED' });

  await signIn(page, 'zhangsan');
  await page.goto('/pool');
  await page.getByRole('radio', { name: '客户' }).click();
  await expect(card(page, name).getByText('0755-****1234')).toBeVisible();
  await page.goto(`/accounts/${account.id}`);
  await expect(page.getByText('领取后可查看联系人、商机、跟进记录和完整电话。')).toBeVisible();
  await expect(page.getByText('池经理')).toHaveCount(0);
  await page.getByRole('button', { name: '领取', exact: true }).click();
  await expect(page.getByText('池经理')).toBeVisible();
  await expect(page.getByText(/还有 \d+ 天未跟进将回到华南客户公海/)).toBeVisible();

  await page.getByRole('button', { name: /更多/ }).first().click();
  await page.getByRole('menuitem', { name: '退回' }).click();
  const dialog = page.getByRole('dialog', { name: '退回客户' });
  await dialog.getByLabel('原因').click();
  await page.getByRole('option', { name: '精力不足' }).click();
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await expect(page.getByText('进入华南客户公海，等待领取。')).toBeVisible();
  await page.getByRole('button', { name: '领取', exact: true }).click();
  await expect(page.getByText(/7 天内不能再领取/).first()).toBeVisible();
});
