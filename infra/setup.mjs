// Brings what a checkout needs onto the machine: Python packages in .venv, npm packages, the built client. Each part
// carries the hash of what it was made from and is skipped while that has not changed. Needs Python and Node only.
// By hand: `npm run setup` (what running needs), `npm run setup -- --test` (test tools too).
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const python = join(root, '.venv', 'bin', 'python');
const at = (...parts) => join(root, ...parts);
// Packages are compiled when they are imported: who may not keep that compiles them anew at every start, for half as long again.
delete process.env.PYTHONDONTWRITEBYTECODE;

/** A reason to stop that is told in plain words, without a stack. */
export class Stop extends Error {}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const hashOf = (texts) => texts.reduce((hash, text) => hash.update(text).update('\0'), createHash('sha256')).digest('hex');

/** Run a command; what it says is shown only if it fails. */
function run(command, args, env = process.env) {
  return new Promise((resolved, failed) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, said] = ['', ''];
    child.stdout.on('data', (text) => {
      out += text;
      said += text;
    });
    child.stderr.on('data', (text) => (said += text));
    const fail = (why) => {
      const lines = said.trim().split('\n');
      const told = lines.length <= 40 ? lines : [...lines.slice(0, 15), '…', ...lines.slice(-25)];
      failed(new Stop(`\`${[command, ...args].join(' ')}\` failed (${why}):\n${told.join('\n')}`));
    };
    child.on('error', (error) => fail(error.message));
    child.on('close', (code, signal) => (code === 0 ? resolved(out) : fail(signal ?? `exit ${code}`)));
  });
}

/** The first Python of at least 3.11 on this machine. */
export function findPython() {
  const names = [process.env.PYTHON, 'python3', 'python3.13', 'python3.12', 'python3.11', 'python'].filter(Boolean);
  for (const name of names) {
    const probe = 'import sys; print(sys.executable if (3, 11) <= sys.version_info[:2] else "")';
    const done = spawnSync(name, ['-c', probe], { encoding: 'utf8' });
    if (done.status === 0 && done.stdout.trim()) return done.stdout.trim();
  }
  throw new Stop('Weir needs Python 3.11 or newer; install it, or name it: PYTHON=/path/to/python3 npm start');
}

/** Do `work` while no other start or test of this checkout is at the same part. The lock dies with its holder. */
async function locked(part, work) {
  const file = at(`.setup-${part}.lock`);
  const holder = spawn(findPython(), [at('infra', 'hold_lock.py'), file], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((ready, failed) => {
    holder.stdout.once('data', ready);
    holder.once('error', failed);
    holder.once('exit', () => failed(new Stop(`Cannot write ${file}.`)));
  });
  holder.removeAllListeners('exit');
  try {
    return await work();
  } finally {
    holder.stdin.end();
  }
}

/** Make a part unless its stamp already fits; looks again under the lock, as another process may have made it meanwhile. */
async function made(part, stamp, want, say, text, work) {
  const fits = () => want.includes(read(stamp).trim());
  if (fits()) return;
  await locked(part, async () => {
    if (fits()) return;
    say(text);
    rmSync(stamp, { force: true });
    await work();
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, `${want[0]}\n`);
  });
}

/** .venv with the locked Python packages, and `weir` itself. With `test`, the test tools as well. */
export async function setUpPython(say, { test = false } = {}) {
  const locks = [at('infra/requirements.lock'), at('infra/requirements-test.lock')].map(read);
  // A move of the checkout breaks the paths inside .venv, hence `root`.
  const running = `run ${hashOf([root, locks[0]])}`;
  const testing = `test ${hashOf([root, ...locks])}`;
  const want = test ? [testing] : [running, testing];
  const text = `Installing the Python packages${test ? ' for running and testing' : ''}…`;
  await made('python', at('.venv', '.weir-stamp'), want, say, text, async () => {
    const isHere = read(at('.venv', 'pyvenv.cfg')).includes(at('.venv'));
    const isUsable = () => spawnSync(python, ['-m', 'pip', '--version']).status === 0;
    if (!isHere || !existsSync(python) || !isUsable()) makeVenv();
    const lock = test ? 'requirements-test.lock' : 'requirements.lock';
    // What is imported is compiled then; the most of these packages never is, and to compile it all takes a third of the time.
    const options = ['--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--prefer-binary', '--no-compile'];
    await run(python, ['-m', 'pip', 'install', ...options, '-r', at('infra', lock)]);
    await linkWeir();
  });
}

function makeVenv() {
  const base = findPython();
  rmSync(at('.venv'), { recursive: true, force: true });
  const done = spawnSync(base, ['-m', 'venv', at('.venv')], { encoding: 'utf8' });
  if (done.status === 0) return;
  throw new Stop(
    `${base} cannot make a virtual environment (on Debian and Ubuntu: apt-get install python3-venv):\n${done.stdout}${done.stderr}`,
  );
}

/** `weir` by a path line: no build tool to download, and edits count at once. */
async function linkWeir() {
  const site = (await run(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'])).trim();
  writeFileSync(join(site, 'weir.pth'), `${relative(site, at('backend'))}\n`);
  const script = `#!${python}\nimport sys\n\nfrom weir.cli import main\n\nsys.exit(main())\n`;
  writeFileSync(at('.venv', 'bin', 'weir'), script, { mode: 0o755 });
}

/** The locked npm packages: what building the client needs, or with `test` everything. */
export async function setUpNode(say, { test = false } = {}) {
  const wanted = (name) => JSON.parse(read(at(name)) || '{}', (key, value) => (['scripts', 'version'].includes(key) ? undefined : value));
  const manifests = ['package.json', 'frontend/package.json', 'e2e/package.json'].map((name) => JSON.stringify(wanted(name)));
  const texts = [read(at('package-lock.json')), ...manifests];
  const building = `build ${hashOf(texts)}`;
  const testing = `test ${hashOf(texts)}`;
  const want = test ? [testing] : [building, testing];
  const text = `Installing the npm packages${test ? ' for building and testing' : ''}…`;
  await made('node', at('node_modules', '.weir-stamp'), want, say, text, async () => {
    const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', [...options, ...(test ? [] : ['--omit=dev', '--workspace=frontend'])]);
  });
}

/** frontend/dist, built anew when a source file changed. */
export async function setUpClient(say) {
  const sources = () => [...files(at('frontend')), at('package-lock.json'), at('backend', 'schema.graphql')];
  const want = [hashOf(sources().flatMap((path) => [relative(root, path), read(path)]))];
  await made('client', at('frontend', 'dist', '.weir-stamp'), want, say, 'Building the client…', async () => {
    await run('npm', ['run', 'build', '--workspace=frontend'], { ...process.env, NODE_ENV: 'production' });
    // Building writes into the sources too (compiled message catalogs); the stamp is of what lies there afterwards.
    want[0] = hashOf(sources().flatMap((path) => [relative(root, path), read(path)]));
  });
}

const ignored = new Set(['node_modules', 'dist', 'coverage', 'test-results', 'playwright-report', '.vite']);

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (ignored.has(entry.name) || /\.(test|spec)\.tsx?$|\.tsbuildinfo$/.test(entry.name)) continue;
    if (entry.isDirectory()) yield* files(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const test = process.argv.includes('--test');
  try {
    await Promise.all([setUpPython(console.log, { test }), setUpNode(console.log, { test })]);
    await setUpClient(console.log);
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    process.exitCode = 1;
  }
}
