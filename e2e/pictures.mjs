// `npm run pictures`: takes the pictures of README and guides anew, from a fresh demo company, in both languages.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { SWITCHES, findChromium } from '../infra/browser.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'docs', 'images');
const PORT = 8793;
const BASE = `http://localhost:${PORT}`;
const WIDE = { viewport: { width: 1440, height: 900 } };
const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

/** Each picture: its name, who looks, on what, where, and what they do before it is taken. */
const PICTURES = [
  ['board', 'chen', WIDE, '/board'],
  ['phone', 'zhangsan', PHONE, '/board'],
  ['home', 'chen', WIDE, '/'],
  ['home-phone', 'zhangsan', PHONE, '/'],
  ['deals', 'chen', WIDE, '/deals'],
  ['deal', 'zhangsan', WIDE, '/deals', openFirst],
  ['deal-phone', 'zhangsan', PHONE, '/deals', openFirst],
  ['account', 'zhangsan', WIDE, '/accounts', openFirst],
  ['tasks-phone', 'zhangsan', PHONE, '/tasks'],
  ['leads', 'chen', WIDE, '/leads'],
  ['lead', 'zhangsan', WIDE, '/leads', openFirst],
  ['lead-phone', 'zhangsan', PHONE, '/leads', openFirst],
  ['lead-board', 'chen', WIDE, '/leads/board'],
  ['pool-phone', 'zhangsan', PHONE, '/pool'],
  ['campaign', 'moli', WIDE, '/campaigns', openFirst],
  ['assignment', 'xiaolin', WIDE, '/settings/assignment'],
  ['forecast', 'chen', WIDE, '/reports/forecast'],
  ['waterfall', 'chen', WIDE, '/reports/waterfall'],
  ['channels', 'zhao', WIDE, '/reports/channels'],
  ['quotas', 'chen', WIDE, '/reports/quotas'],
  ['scores', 'xiaolin', WIDE, '/settings/scores'],
  ['users', 'xiaolin', WIDE, '/settings/users'],
  ['pipelines', 'xiaolin', WIDE, '/settings/pipelines'],
  ['roles', 'xiaolin', WIDE, '/settings/roles'],
  ['audit', 'xiaolin', WIDE, '/settings/audit'],
  ['import', 'xiaolin', WIDE, '/import'],
];

async function openFirst(page) {
  const row = page.locator('[aria-rowindex="2"]');
  await row.waitFor();
  const link = row.locator('a');
  await ((await link.count()) > 0 ? link.first() : row.getByRole('gridcell').last()).click();
  await page.waitForURL(/\/(deals|accounts|leads|campaigns)\/./);
  await page.waitForLoadState('networkidle');
}

async function serve(data) {
  const env = {
    ...process.env,
    WEIR_DATA: data,
    WEIR_PORT: String(PORT),
    WEIR_LOG_LEVEL: 'warning',
  };
  const server = spawn(join(root, '.venv/bin/python'), ['-m', 'weir.cli', 'serve'], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let turn = 0; turn < 240; turn++) {
    if (server.exitCode !== null) throw new Error('The server ended.');
    if ((await fetch(`${BASE}/readyz`).catch(() => null))?.ok) return server;
    await new Promise((resolved) => setTimeout(resolved, 500));
  }
  throw new Error('The server did not become ready.');
}

async function take(browser, language, [name, who, device, path, act]) {
  const context = await browser.newContext({
    ...device,
    baseURL: BASE,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const signedIn = await page.request.post('/auth/sign-in', {
    data: { email: `${who}@weir.example`, password: 'yuliang-2026' },
    headers: { origin: BASE },
  });
  if (!signedIn.ok()) throw new Error(`${who} cannot sign in`);
  await page.request.post('/graphql', {
    data: {
      query: 'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { message } } }',
      variables: { input: { locale: language === 'en' ? 'EN' : 'ZH_CN' } },
    },
    headers: { origin: BASE },
  });
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await act?.(page);
  // What is still on its way pulses.
  await page.waitForFunction(() => !document.querySelector('main .animate-pulse'));
  await page.waitForTimeout(400);
  await page.screenshot({
    path: join(out, language === 'en' ? 'en' : 'zh', `${name}.png`),
  });
  await context.close();
}

const data = mkdtempSync(join(tmpdir(), 'weir-pictures-'));
const server = await serve(data);
const executablePath = findChromium();
const browser = await chromium.launch({ executablePath, args: SWITCHES });
try {
  for (const language of ['zh-CN', 'en']) {
    mkdirSync(join(out, language === 'en' ? 'en' : 'zh'), { recursive: true });
    for (const picture of PICTURES) {
      await take(browser, language, picture);
      console.log(`${language} ${picture[0]}`);
    }
  }
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise((ended) => server.once('exit', ended));
  rmSync(data, { recursive: true, force: true });
}
