import { expect, test } from '@playwright/test';
import { ask, signIn } from './people';

test('张三 completes a task and takes it back', async ({ page }) => {
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
