import { expect } from '@playwright/test';
import { test } from './browsers';
import { card, dragTo, shownIn } from './cards';
import { ask, newDeal, signIn, stageOf } from './people';

test('a deal without its proposal file springs back, and goes on once the file is there, by scenario 6B', { tag: '@narrow' }, async ({ page }) => {
  test.slow();
  await signIn(page, 'xiaolin');
  // A pipeline of this test's own, out of use afterwards: no other test meets its gate.
  const code = `F${Date.now() % 10_000_000}`;
  const result = 'pipeline { id version stages(first: 1) { nodes { id version name } } } userErrors { code message }';
  type Pipeline = { id: string; version: number; stages: { nodes: { id: string; version: number; name: string }[] } };
  const create = `mutation($input: CreatePipelineInput!) { createPipeline(input: $input) { ${result} } }`;
  const input = { nameZh: `带文件的流程 ${code}`, nameEn: `Files ${code}`, code, position: 90 };
  const { pipeline } = (await ask<{ createPipeline: { pipeline: Pipeline } }>(page, create, { input })).createPipeline;
  const first = pipeline.stages.nodes[0]!;
  const requiredActions = [{ kind: 'HAS_FILE', labelZh: '方案文件', labelEn: 'The proposal file', mandatory: true }];
  const stage = { id: first.id, version: first.version, requiredActions };
  const errors = '{ userErrors { code message } }';
  const gated = await ask(page, `mutation($input: UpdateStageInput!) { updateStage(input: $input) ${errors} }`, { input: stage });
  expect(gated).toEqual({ updateStage: { userErrors: [] } });
  const add = { pipelineId: pipeline.id, nameZh: `谈判${code}`, nameEn: `Negotiation ${code}` };
  await ask(page, `mutation($input: CreateStageInput!) { createStage(input: $input) ${errors} }`, { input: add });

  await signIn(page, 'chen');
  const name = `缺文件的商机 ${code}`;
  const id = await newDeal(page, name, { pipelineId: pipeline.id, expectedCloseDate: '2027-03-01' });
  await page.goto(`/board?pipeline=${pipeline.id}`);
  await expect(card(page, name)).toBeVisible();
  await dragTo(page, name, `谈判${code}`);
  const dialog = page.getByRole('dialog').filter({ hasText: name }).filter({ hasText: '方案文件' });
  await expect(dialog).toBeVisible();
  expect(await stageOf(page, id)).toBe(first.name);
  await expect.poll(() => shownIn(page, name)).toBe(first.name);

  await page.goto(`/deals/${id}?tab=files`);
  await page.locator('input[type=file]').setInputFiles({ name: '方案.txt', mimeType: 'text/plain', buffer: Buffer.from('方案与报价') });
  await expect(page.getByText('方案.txt').first()).toBeVisible();
  await page.goto(`/board?pipeline=${pipeline.id}`);
  await expect(card(page, name)).toBeVisible();
  await dragTo(page, name, `谈判${code}`);
  await expect.poll(() => stageOf(page, id)).toBe(`谈判${code}`);

  await signIn(page, 'xiaolin');
  const now = await ask<{ pipeline: { version: number } }>(page, 'query($id: ID!) { pipeline(id: $id) { version } }', { id: pipeline.id });
  const rest = { id: pipeline.id, version: now.pipeline.version, isActive: false };
  const ended = await ask(page, `mutation($input: UpdatePipelineInput!) { updatePipeline(input: $input) ${errors} }`, { input: rest });
  expect(ended).toEqual({ updatePipeline: { userErrors: [] } });
});
