import { type APIRequestContext, type BrowserContext, type Page, expect } from '@playwright/test';

/** The cast of the demo company; the same people as in the backend's tests. */
export const PASSWORD = 'yuliang-2026';
export const EMAIL = {
  chen: 'chen@weir.example',
  zhangsan: 'zhangsan@weir.example',
  lisi: 'lisi@weir.example',
  wangwu: 'wangwu@weir.example',
  sun: 'sun@weir.example',
  xiaolin: 'xiaolin@weir.example',
  zhao: 'zhao@weir.example',
  moli: 'moli@weir.example',
  qian: 'qian@weir.example',
  shenji: 'shen@weir.example',
} as const;
export type Who = keyof typeof EMAIL;

/** Who has signed in during this run: a password takes its time to check. For half of what the server grants. */
const signedIn = new Map<string, { cookies: Awaited<ReturnType<BrowserContext['cookies']>>; until: number }>();
const SIGNED_IN_FOR = 5 * 60_000;

/** Signs in without the form, which has its own test. */
export const signIn = (page: Page, who: Who): Promise<void> => signInAs(page, EMAIL[who]);

/** The same for somebody who is not of the cast. */
export async function signInAs(page: Page, email: string, password = PASSWORD): Promise<void> {
  const context = page.context();
  const key = `${origin(page)} ${email}`;
  const known = signedIn.get(key);
  // Whoever signs in over somebody else signs them out. What their page still asks would be answered as nobody's.
  if (page.url() !== 'about:blank') await page.goto('about:blank');
  await context.clearCookies();
  if (known && known.until > Date.now()) {
    await context.addCookies(known.cookies);
  } else {
    await post(page.request, page, '/auth/sign-in', { email, password });
    // Without what renews them: that is for one browser only.
    const cookies = (await context.cookies()).filter((one) => one.name !== 'weir_refresh');
    signedIn.set(key, { cookies, until: Date.now() + SIGNED_IN_FOR });
  }
  await saveData(page);
}

/**
 * As somebody who saves data: what a day of work needs is not fetched ahead, which costs a test as much as a page. Without `saves` as
 * everybody else.
 */
export const saveData = (page: Page, saves = true) =>
  page.addInitScript((value) => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: value }, configurable: true });
  }, saves);

async function post(request: APIRequestContext, page: Page, path: string, data: unknown) {
  const response = await request.post(path, { data, headers: { origin: origin(page) } });
  expect(response.ok(), await response.text()).toBe(true);
  return response;
}

function origin(page: Page): string {
  const base = (page.context() as unknown as { _options: { baseURL: string } })._options.baseURL;
  return new URL(base).origin;
}

/** Asks the API as the person who is signed in on this page. */
export async function ask<T>(page: Page, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const response = await post(page.request, page, '/graphql', { query, variables });
  const body = (await response.json()) as { data: T; errors?: unknown };
  expect(body.errors).toBeUndefined();
  return body.data;
}

/** What a verb of the API answers the person who is signed in; there is no complaint. */
export async function done<T>(page: Page, verb: string, fields: string, input: Record<string, unknown>): Promise<T> {
  const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${verb}(input: $input) { ${fields} userErrors { code message } } }`;
  const payload = (await ask<Record<string, T & { userErrors: unknown[] }>>(page, query, { input }))[verb]!;
  expect(payload.userErrors).toEqual([]);
  return payload;
}

/** The id of the person with this name. */
export async function person(page: Page, name: string): Promise<string> {
  const query = 'query($name: String!) { users(where: { name: { eq: $name } }) { nodes { id } } }';
  return (await ask<{ users: { nodes: { id: string }[] } }>(page, query, { name })).users.nodes[0]!.id;
}

/** A new lead; its id. */
export async function newLead(page: Page, input: Record<string, unknown>): Promise<string> {
  return (await done<{ lead: { id: string } }>(page, 'createLead', 'lead { id }', input)).lead.id;
}

/** A new deal of the person, in the first stage of the first pipeline, so that no test depends on another's. */
export async function newDeal(page: Page, name: string, more: Record<string, unknown> = {}): Promise<string> {
  return (await done<{ deal: { id: string } }>(page, 'createDeal', 'deal { id }', { name, ...more })).deal.id;
}

/** The name of the stage a deal is in, as the server knows it. */
export async function stageOf(page: Page, id: string): Promise<string> {
  type Found = { deal: { stage: { name: string } } };
  return (await ask<Found>(page, 'query($id: ID!) { deal(id: $id) { stage { name } } }', { id })).deal.stage.name;
}

/** A day of the demo company, so many days from today: in Shanghai it begins eight hours earlier than by UTC. */
export const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' });

export const isPhone = (page: Page): boolean => (page.viewportSize()?.width ?? 0) < 600;
