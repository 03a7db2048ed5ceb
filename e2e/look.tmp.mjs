import { chromium } from '@playwright/test';
const args = ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'];
const base = process.env.BASE ?? 'http://localhost:8112';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
const wanted = process.argv.slice(2);
for (const [label, viewport, touch] of [['wide', { width: 1440, height: 900 }, false], ['phone', { width: 390, height: 844 }, true]]) {
  for (const [colorScheme, who] of [['light', 'chen'], ['dark', 'sun']]) {
    const context = await browser.newContext({ baseURL: base, viewport, colorScheme, hasTouch: touch, isMobile: touch, deviceScaleFactor: 1, locale: who === 'sun' ? 'en' : 'zh-CN' });
    const page = await context.newPage();
    page.on('pageerror', (e) => console.log(label, colorScheme, 'pageerror', e.message));
    page.on('console', (m) => m.type() === 'error' && console.log(label, colorScheme, m.text()));
    await page.request.post('/auth/sign-in', { data: { email: `${who}@weir.example`, password: 'yuliang-2026' }, headers: { origin: base } });
    for (const what of wanted) {
      const [path, action] = what.split('#');
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      if (action === 'filter') await page.getByRole('button', { name: /^(筛选|Filter)/ }).first().click();
      await page.waitForTimeout(500);
      await page.screenshot({ path: `/tmp/shots/${label}-${colorScheme}-${(action ?? path.replace(/\W+/g, '-')).slice(0, 20)}.png` });
    }
    await context.close();
  }
}
await browser.close();
