import { expect } from '@playwright/test';
import { test } from './browsers';
import { ask, day, newDeal, signIn } from './people';

test('张三 completes a task and takes it back', { tag: '@narrow' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const title = `回访客户 ${Date.now()}`;
  const query = 'mutation($input: CreateTaskInput!) { createTask(input: $input) { task { id } userErrors { code } } }';
  type Made = { createTask: { task: { id: string }; userErrors: unknown[] } };
  const { createTask } = await ask<Made>(page, query, { input: { title, dueAt: new Date(Date.now() + 3_600_000).toISOString() } });
  expect(createTask.userErrors).toEqual([]);
  const status = async () => {
    type Found = { task: { status: string } };
    return (await ask<Found>(page, 'query($id: ID!) { task(id: $id) { status } }', { id: createTask.task.id })).task.status;
  };
  await page.goto('/tasks');
  const row = page
    .getByRole('listitem')
    .filter({ hasText: title })
    .or(page.getByRole('row').filter({ hasText: title }))
    .first();
  await expect(row).toBeVisible();
  await row.getByRole('checkbox').or(row.getByRole('button').first()).first().click();
  await expect.poll(status).toBe('DONE');
  await page.getByRole('button', { name: '撤销' }).click();
  await expect.poll(status).toBe('OPEN');
});

test.describe('abroad', () => {
  test.use({ timezoneId: 'America/New_York' });

  test('张三 gives a task a time by the clocks of the company, and reads the same', async ({ page }) => {
    await signIn(page, 'zhangsan');
    const title = `出差途中 ${Date.now()}`;
    await page.goto('/tasks?new=task');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('要做什么？').fill(title);
    const due = dialog.getByLabel('截止时间');
    // Offered is nine o'clock of the company's tomorrow, not of his.
    await expect(due).toHaveValue(`${day(1)}T09:00`);
    await expect(due).toHaveAccessibleDescription('时区：Asia/Shanghai');
    await due.fill(`${day(2)}T15:20`);
    await dialog.getByRole('button', { name: '保存' }).click();
    await expect(dialog).toBeHidden();
    type Found = { tasks: { nodes: { dueAt: string }[] } };
    const query = 'query($title: String!) { tasks(first: 1, where: { title: { eq: $title } }) { nodes { dueAt } } }';
    const [task] = (await ask<Found>(page, query, { title })).tasks.nodes;
    expect(new Date(task!.dueAt).getTime()).toBe(Date.parse(`${day(2)}T15:20+08:00`));
  });
});

test('a button does not slip away from under the mouse that leaves an empty field', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  await page.goto('/tasks?new=task');
  const dialog = page.getByRole('dialog');
  const title = dialog.getByLabel('要做什么？');
  await expect(title).toBeFocused();
  const cancel = await dialog.getByRole('button', { name: '取消' }).boundingBox();
  await page.mouse.move(cancel!.x + cancel!.width / 2, cancel!.y + 3);
  await page.mouse.down();
  // What the lost focus brings has been painted by now.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.mouse.up();
  await expect(dialog).toBeHidden();
  // Left by keyboard, the field says at once what is wrong.
  await page.goto('/tasks?new=task');
  await expect(title).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('alert')).toBeVisible();
});

test('a deal with more tasks than a page has shows the rest when asked', { tag: '@wide' }, async ({ page }) => {
  await signIn(page, 'zhangsan');
  const id = await newDeal(page, `任务很多 ${Date.now()}`);
  const one = (place: number) => `t${place}: createTask(input: { title: "第${place}件", dealId: "${id}" }) { userErrors { code } }`;
  for (let start = 0; start < 51; start += 3) await ask(page, `mutation { ${one(start)} ${one(start + 1)} ${one(start + 2)} }`);
  await page.goto(`/deals/${id}?tab=tasks`);
  const tasks = page.getByRole('tabpanel').getByRole('listitem');
  await expect(tasks).toHaveCount(50);
  await page.getByRole('tabpanel').getByRole('button', { name: '显示更多' }).click();
  await expect(tasks).toHaveCount(51);
});
