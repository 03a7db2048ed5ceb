import { expect } from '@playwright/test';
import { test } from './browsers';
import { foundInBothThemes } from './axe';
import { done, signIn } from './people';

test('张三 keeps a chat only after 周敏 has agreed, and not once she takes it back', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const { lead } = await done<{ lead: { id: string } }>(page, 'createLead', 'lead { id }', { name: `周敏${Date.now()}` });
  await page.goto(`/leads/${lead.id}`);
  const composer = page
    .locator('div')
    .filter({ has: page.getByLabel('发生了什么？') })
    .last();
  const chat = async (words: string) => {
    await composer.getByRole('radio', { name: '消息' }).click();
    await composer.getByLabel('发生了什么？').fill('问交期');
    const said = composer.getByRole('textbox', { name: '聊天或录音原文' });
    if (!(await said.isVisible())) await composer.getByText('聊天或录音原文').click();
    await said.fill(words);
    await composer.getByRole('button', { name: '记录跟进' }).click();
    await expect(said).toHaveValue('');
  };
  await chat('交期四周。');
  await expect(page.getByText('原文未保存：没有录音授权')).toBeVisible();

  const panel = page.locator('section', { has: page.getByRole('heading', { name: '授权' }) });
  await panel.getByRole('button', { name: '记录授权' }).click();
  const form = page.getByRole('dialog', { name: '记录授权' });
  await form.getByLabel('告知的内容').fill('为提升服务，通话与聊天会存档。');
  await form.getByRole('button', { name: '保存' }).click();
  await expect(panel.getByText('录音与聊天存档')).toBeVisible();
  await chat('那就四周。');
  await page.getByText('原文', { exact: true }).click();
  await expect(page.getByText('那就四周。')).toBeVisible();
  expect(await foundInBothThemes(page)).toEqual([]);

  await panel.getByRole('button', { name: '录音与聊天存档：更多' }).click();
  await page.getByRole('menuitem', { name: '撤回' }).click();
  await expect(panel.getByText(/^已撤回 · .* · 张三$/)).toBeVisible();
  await expect(page.getByText('那就四周。')).toBeVisible();
});
