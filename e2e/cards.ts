import { type Locator, type Page, expect } from '@playwright/test';

export type Point = { x: number; y: number };

export const card = (page: Page, name: string): Locator => page.locator('[data-card]').filter({ hasText: name });

/** The column of a stage, by the name it is read with. */
export const column = (page: Page, stage: string): Locator => page.getByRole('region', { name: new RegExp(`^${stage}`) });

/** What the toaster says. Urgent notices are read out from a place of their own, so that the visible one has no role to ask for. */
export const notice = (page: Page, text: string | RegExp): Locator => page.locator('[role=dialog], [role=alertdialog]').filter({ hasText: text });

export async function middle(locator: Locator): Promise<Point> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('nothing to hold on to');
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 60) };
}

/** A card in the hand: a mouse button, or a finger by the browser's own protocol, for which Playwright has no words. */
export class Hand {
  private at: Point = { x: 0, y: 0 };

  private constructor(
    private page: Page,
    private send: ((type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point) => Promise<unknown>) | null,
  ) {}

  static async of(page: Page): Promise<Hand> {
    if (!(await page.evaluate(() => navigator.maxTouchPoints > 0))) return new Hand(page, null);
    const cdp = await page.context().newCDPSession(page);
    return new Hand(page, (type, at) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] }));
  }

  /** Takes a card up; done when it has really been lifted. */
  async lift(locator: Locator): Promise<void> {
    this.at = await middle(locator);
    if (this.send) await this.send('touchStart', this.at);
    else {
      await this.page.mouse.move(this.at.x, this.at.y);
      await this.page.mouse.down();
      await this.page.mouse.move(this.at.x + 8, this.at.y + 4, { steps: 3 });
    }
    await expect(this.page.locator('[data-lifted]')).toBeVisible();
  }

  async carry(to: Point, steps = 12): Promise<void> {
    const from = this.at;
    for (let step = 1; step <= steps; step += 1) {
      const at = { x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps };
      if (this.send) await this.send('touchMove', at);
      else await this.page.mouse.move(at.x, at.y);
    }
    this.at = to;
  }

  /** Carries it over a column that may first have to be scrolled to, by holding it at the rim of the board. */
  async carryOver(target: Locator): Promise<void> {
    const width = this.page.viewportSize()?.width ?? 0;
    const wanted = (await target.locator('[data-drop-list]').getAttribute('data-drop-list')) ?? '';
    await expect(async () => {
      const box = await target.boundingBox();
      if (!box) throw new Error('no such column');
      // Away from the rims, where holding still would scroll on.
      const x = Math.min(Math.max(box.x + box.width / 2, 80), width - 80);
      const isIn = x > box.x && x < box.x + box.width;
      await this.carry({ x: isIn ? x : box.x > x ? width - 4 : 4, y: box.y + 140 });
      if (!isIn) throw new Error('not in sight yet');
      await expect(this.page.locator('[data-drop-over]')).toHaveAttribute('data-drop-list', wanted, { timeout: 150 });
    }).toPass({ intervals: [60] });
  }

  async drop(): Promise<void> {
    if (this.send) await this.send('touchEnd');
    else await this.page.mouse.up();
  }
}

export async function dragTo(page: Page, name: string, stage: string): Promise<void> {
  const hand = await Hand.of(page);
  await hand.lift(card(page, name));
  await hand.carryOver(column(page, stage));
  await hand.drop();
}

export async function moveByMenu(page: Page, name: string, stage: string): Promise<void> {
  await card(page, name).hover();
  await page.getByRole('button', { name: `移动 ${name}` }).click();
  await page.getByRole('menuitem', { name: stage, exact: true }).click();
}

/** The name of the column a card stands in, as the page shows it. */
export const shownIn = (page: Page, name: string): Promise<string | null> =>
  page.evaluate((text) => {
    const found = [...document.querySelectorAll('[data-card]')].find((one) => one.textContent?.includes(text));
    return found?.closest('section')?.querySelector('h2')?.textContent ?? null;
  }, name);
