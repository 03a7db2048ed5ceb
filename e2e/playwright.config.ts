import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { SWITCHES, findChromium } from '../infra/browser.mjs';

const PORT = Number(process.env.WEIR_E2E_PORT ?? 8765);
// One data folder for the run, in memory where there is one: the config is read again by every worker.
const MEMORY = '/dev/shm';
process.env.WEIR_E2E_DATA ??= mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'weir-e2e-'));
const data = process.env.WEIR_E2E_DATA;

// The two sizes run side by side, each on a Weir of its own: what one changes the other never sees. Every screen is used on both; what
// is about rules and not about room runs where its people work: `@wide` at the desk only, `@narrow` on the phone only. Beside them every
// screen is looked at, on a third Weir: who clicks and waits leaves a quarter of two processors unused.
const SIZES = {
  desktop: { port: PORT, grepInvert: /@narrow/, use: { viewport: { width: 1440, height: 900 } } },
  // A point is one pixel: the finer picture of a real phone costs a quarter of the time and changes no layout.
  phone: {
    port: PORT + 1,
    grepInvert: /@wide/,
    use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, defaultBrowserType: 'chromium' as const },
  },
};
// Of two such switches only the last counts, so Playwright's own are repeated. What we add: Chromium loads two pages of
// its address bar with every window, which nobody sees here and which costs more than the page under test.
const UNUSED = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];
const sizes = Object.entries(SIZES);
const SCREENS = { spec: 'accessibility.spec.ts', port: PORT + 2 };
const address = (port: number) => `http://localhost:${port}`;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results/e2e',
  fullyParallel: false,
  workers: 3,
  retries: 0,
  // Long, as three lanes share what processors there are: who passes waits for none of it.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A trace of every test costs a third of the time: ask for one with `--trace on`.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      // One process reads the files of Weir, and keeps what it has read for every page of a browser (see browsers.ts).
      args: [...SWITCHES, `--disable-features=${UNUSED}`, '--renderer-process-limit=1'],
    },
  },
  projects: [
    ...sizes.map(([name, { port, use, grepInvert }]) => ({
      name,
      grepInvert,
      testIgnore: SCREENS.spec,
      workers: 1,
      use: { ...use, baseURL: address(port) },
    })),
    ...sizes.map(([name, { use }]) => ({
      name: `${name} screens`,
      testMatch: SCREENS.spec,
      fullyParallel: true,
      use: { ...use, baseURL: address(SCREENS.port) },
    })),
  ],
  webServer: [...sizes, ['screens', SCREENS] as const].map(([name, { port }]) => ({
    name,
    command: '../.venv/bin/python -m weir.cli serve',
    url: `${address(port)}/readyz`,
    timeout: 90_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 } as const,
    env: { WEIR_DATA: join(data, name), WEIR_PORT: String(port), WEIR_LOG_LEVEL: 'warning' },
  })),
});
