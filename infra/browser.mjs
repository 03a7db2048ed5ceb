// Finds Chromium and Chinese fonts for the browser tests; installs Debian's when missing and allowed.
import { spawnSync } from 'node:child_process';
import { Stop } from './setup.mjs';

// The shell first: the same browser without its own windows, which nobody sees here.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const packages = ['chromium-headless-shell', 'fonts-noto-cjk'];

/** What Chromium is started with wherever it runs without a person. */
export const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const output = (command, ...args) => {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  return done.status === 0 ? done.stdout.trim() : '';
};
/** Path of the browser to use, if there is one. */
export const findChromium = () => process.env.WEIR_CHROMIUM || names.map((name) => output('sh', '-c', `command -v ${name}`)).find(Boolean);
// Without fontconfig, nothing can be said about fonts, and Chromium would show boxes.
const hasChinese = () => output('fc-list', ':lang=zh-cn', 'family') !== '';

/** Path of the browser, which is installed when it has to be. */
export function setUpBrowser(say) {
  const isComplete = () => findChromium() && hasChinese();
  if (!isComplete()) {
    const how = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')} fontconfig`;
    const mayInstall = process.getuid?.() === 0 && output('sh', '-c', 'command -v apt-get');
    if (!mayInstall) throw new Stop(`The browser tests need Chromium and a Chinese font. As root: ${how}`);
    say('Installing Chromium and Chinese fonts…');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const done = spawnSync('sh', ['-c', how], { encoding: 'utf8', env, maxBuffer: 2 ** 28 });
    if (!isComplete()) throw new Stop(`Chromium could not be installed:\n${`${done.stdout}${done.stderr}`.trim().split('\n').slice(-15).join('\n')}`);
  }
  return findChromium();
}
