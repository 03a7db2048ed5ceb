import { type Locator, type Page, expect } from '@playwright/test';

const ITEMS: Record<string, (dialog: Locator, page: Page, budget: string) => Promise<void>> = {
  预算: (dialog, _, budget) => dialog.getByLabel('预算', { exact: true }).fill(budget),
  需求: (dialog) => dialog.getByLabel('问题').fill('停机, 能耗'),
  时间表: (dialog) => dialog.getByLabel('计划采购日期').fill('2030-06-30'),
  决策权: async (dialog, page) => {
    await dialog.getByRole('combobox', { name: '采购角色' }).click();
    await page.getByRole('option', { name: '决策者' }).click();
  },
};

/** Confirms these items of BANT on the page of a lead, each in its dialog. */
export async function confirm(page: Page, budget: string, ...items: (keyof typeof ITEMS)[]): Promise<void> {
  for (const item of items) {
    await page.getByRole('button', { name: new RegExp(`确认.${item}`) }).click();
    const dialog = page.getByRole('dialog', { name: new RegExp(`确认.${item}`) });
    await ITEMS[item]!(dialog, page, budget);
    await dialog.getByRole('button', { name: '确认', exact: true }).click();
    await expect(dialog).toBeHidden();
  }
}
