import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, type TestInfo, test as base } from '@playwright/test';
import { type Who, signIn } from './people';

/** How somebody's browser looks; what is left out is as the project has it. */
type Look = Pick<BrowserContextOptions, 'colorScheme' | 'locale' | 'reducedMotion' | 'timezoneId' | 'viewport'>;

/**
 * The browsers of a worker. A test gets one in which nobody was before: no cookie, nothing stored, no page open. What it keeps from
 * earlier tests is what everybody's browser keeps, the files of Weir, and the process that has read them: a page in a new browser costs
 * as much again as the page itself.
 */
class Browsers {
  private readonly free = new Map<string, BrowserContext[]>();
  private readonly looks = new Map<BrowserContext, string>();

  constructor(private readonly browser: Browser) {}

  async take(look: Look): Promise<BrowserContext> {
    const key = JSON.stringify(look);
    const kept = this.free.get(key)?.pop();
    if (kept) return kept;
    const context = await this.browser.newContext(look);
    this.looks.set(context, key);
    // A page that stays: the process ends with its last one.
    await (await context.newPage()).goto('/healthz');
    return context;
  }

  /** Leaves nothing of a test behind. After a failed one nobody knows what there is, so that browser goes. */
  async giveBack(context: BrowserContext, { status, expectedStatus }: TestInfo): Promise<void> {
    const [stays, ...others] = context.pages();
    if (status !== expectedStatus || !stays) return context.close();
    await Promise.all(others.map((page) => page.close()));
    await Promise.all([context.clearCookies(), context.clearPermissions(), context.setOffline(false), context.unrouteAll()]);
    await stays.evaluate(() => localStorage.clear());
    const devtools = await context.newCDPSession(stays);
    await devtools.send('Storage.clearDataForOrigin', {
      origin: new URL(stays.url()).origin,
      storageTypes: 'indexeddb,cache_storage,service_workers',
    });
    await devtools.detach();
    const key = this.looks.get(context)!;
    this.free.set(key, [...(this.free.get(key) ?? []), context]);
  }
}

/** Opens a browser of its own beside the page under test, signed in as somebody, or as nobody yet. */
type Beside = (who?: Who, look?: Look) => Promise<Page>;

export const test = base.extend<{ beside: Beside }, { browsers: Browsers }>({
  browsers: [({ browser }, use) => use(new Browsers(browser)), { scope: 'worker' }],
  context: async ({ browsers, timezoneId }, use, info) => {
    const context = await browsers.take({ timezoneId });
    await use(context);
    await browsers.giveBack(context, info);
  },
  beside: async ({ browsers, timezoneId }, use, info) => {
    const opened: BrowserContext[] = [];
    await use(async (who, look = {}) => {
      const context = await browsers.take({ timezoneId, ...look });
      opened.push(context);
      const page = await context.newPage();
      if (who) await signIn(page, who);
      return page;
    });
    await Promise.all(opened.map((context) => browsers.giveBack(context, info)));
  },
});
