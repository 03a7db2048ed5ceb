// `npm test`: sets everything up, runs every check and test, ends with one line counted by the test runners.
// `npm run check`: the part that takes less than a minute. `node infra/test.mjs e2e` runs the stages whose name contains "e2e".
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setUpBrowser } from './browser.mjs';
import { Stop, python, root, setUpNode, setUpPython } from './setup.mjs';

const at = (...parts) => join(root, ...parts);
const venv = (name) => at('.venv', 'bin', name);
const results = at('test-results');
const fast = process.argv.includes('--fast');
const wanted = process.argv.slice(2).filter((text) => !text.startsWith('--'));

const minutes = (n) => n * 60_000;
const npm = (workspace, script, ...more) => ['npm', 'run', '--silent', script, `--workspace=${workspace}`, ...(more.length ? ['--', ...more] : [])];
// A tenth of all is waiting for processes that start and end, hence one hand more than there are processors.
const HANDS = Math.min(6, availableParallelism() + 1);
// The files that take minutes come first: the hand that had such a file last would be waited for alone.
const LONG = ['test_leaks.py', 'test_schemathesis.py', 'test_cli.py', 'test_oracle.py'].map((name) => `backend/tests/${name}`);
const pytest = (...more) => [
  ...[venv('pytest'), '-q', '-n', String(HANDS), '--dist', 'loadfile', '--no-loadscope-reorder', `--junitxml=${results}/pytest.xml`],
  ...[...more, ...LONG, 'backend/tests'],
];
const vitest = npm('frontend', 'test', '--reporter=default', '--reporter=json', `--outputFile.json=${results}/vitest.json`);

/**
 * Each stage: a plain name, the command, how its runner counted, whether it belongs to the fast part, and what must be over
 * before it begins.
 */
const stages = [
  // The longest first, so that the other lane is done when it is. A quarter of it is waiting, which the other lane fills.
  { name: 'Backend tests', run: pytest(...(fast ? ['-m', 'not slow'] : [])), count: countPytest, limit: minutes(40), fast },
  { name: 'Python style', run: [venv('ruff'), 'check', '--output-format', 'concise', '.'], fast },
  { name: 'Python format', run: [venv('ruff'), 'format', '--check', '.'], fast },
  { name: 'Python types', run: [venv('mypy')], fast },
  { name: 'Python import rules', run: [venv('lint-imports')], fast },
  // The lock file is installed as it stands: what it forgets is missing on a fresh machine only.
  { name: 'Python packages fit', run: [python, '-m', 'pip', '--disable-pip-version-check', 'check'], fast },
  { name: 'Client lint', run: npm('frontend', 'lint'), fast },
  { name: 'Client types', run: npm('frontend', 'typecheck'), fast },
  { name: 'Browser test types', run: npm('e2e', 'typecheck'), fast },
  { name: 'Client tests', run: vitest, count: countVitest, fast },
  { name: 'Migrations match the models', run: [python, 'infra/check_migrations.py'] },
  // Building writes compiled catalogs into the sources that the others read.
  { name: 'Client build', run: ['node', 'infra/setup.mjs', '--test'], after: ['Client lint', 'Client types', 'Client tests'] },
  { name: 'Client size', run: npm('frontend', 'size'), after: ['Client build'] },
  { name: 'Browser tests (e2e)', run: npm('e2e', 'test', '--reporter=list,json'), count: countPlaywright, limit: minutes(40), alone: true },
].filter((stage) => (fast ? stage.fast : true) && (!wanted.length || wanted.some((text) => stage.name.toLowerCase().includes(text.toLowerCase()))));

function countPytest() {
  const head = readFileSync(join(results, 'pytest.xml'), 'utf8').match(/<testsuite [^>]*>/)?.[0] ?? '';
  const number = (name) => Number(head.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
  const failed = number('failures') + number('errors');
  return { failed, skipped: number('skipped'), passed: number('tests') - failed - number('skipped') };
}

function countVitest() {
  const report = JSON.parse(readFileSync(join(results, 'vitest.json'), 'utf8'));
  const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
}

function countPlaywright() {
  const { stats } = JSON.parse(readFileSync(join(results, 'playwright.json'), 'utf8'));
  // A test that passes only on the second try has failed once too often.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** The tests' environment: ours, but not this person's Weir. */
function environment(chromium) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('WEIR_') && !['DATABASE_URL', 'FORCE_COLOR'].includes(name));
  const own = { NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, 'playwright.json'), WEIR_CHROMIUM: chromium ?? '' };
  return { ...Object.fromEntries(kept), ...own };
}

function runStage(stage, env) {
  const began = Date.now();
  const path = join(results, `${stage.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.log`);
  const log = createWriteStream(path);
  return new Promise((resolve) => {
    const child = spawn(stage.run[0], stage.run.slice(1), { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const limit = setTimeout(() => end(child), stage.limit ?? minutes(5));
    child.on('error', (error) => log.write(`${error.message}\n`));
    child.on('close', (code) => {
      clearTimeout(limit);
      running.delete(child);
      log.end(() => resolve(result(stage, code, path, (Date.now() - began) / 1000)));
    });
  });
}

function result(stage, code, path, seconds) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  let isOk = code === 0;
  if (stage.count) {
    try {
      counts = stage.count();
    } catch {
      isOk = false;
    }
    if (counts.passed + counts.failed === 0) isOk = false;
    if (counts.failed) isOk = false;
  }
  // A stage that failed without a failed test (lint, a crash, no test at all) counts as one failure.
  if (!isOk && !counts.failed) counts.failed = 1;
  const told = stage.count ? ` (${sentence(counts)})` : '';
  console.log(`${isOk ? 'ok    ' : 'FAILED'} ${stage.name}${told}, ${seconds.toFixed(1)} s`);
  if (!isOk) console.log(`${readFileSync(path, 'utf8').trim().split('\n').slice(-150).join('\n')}\n(whole output: ${path})\n`);
  return counts;
}

const sentence = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

const running = new Set();
function end(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) end(child);
    process.exit(130);
  });
}

/** Two stages at a time; the one that uses the whole machine runs by itself, last: what tests wait for would come too late beside it. */
async function runAll(env) {
  const counts = [];
  const queue = stages.filter((stage) => !stage.alone);
  const ends = new Map();
  const lane = async () => {
    while (queue.length) {
      const stage = queue.shift();
      const earlier = (stage.after ?? []).map((name) => ends.get(name));
      ends.set(stage.name, Promise.all(earlier).then(() => runStage(stage, env)));
      counts.push(await ends.get(stage.name));
    }
  };
  await Promise.all([lane(), lane()]);
  for (const stage of stages.filter((one) => one.alone)) {
    console.log(`       ${stage.name}…`);
    counts.push(await runStage(stage, env));
  }
  return counts.reduce(
    (sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

try {
  const began = Date.now();
  await Promise.all([setUpPython(console.log, { test: true }), setUpNode(console.log, { test: true })]);
  const needsBrowser = stages.some((stage) => stage.count === countPlaywright);
  const chromium = needsBrowser ? setUpBrowser(console.log) : undefined;
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  if (!stages.length) throw new Stop(`No stage is called ${wanted.join(' or ')}.`);
  const sum = await runAll(environment(chromium));
  console.log(`Took ${((Date.now() - began) / 1000).toFixed(0)} s.`);
  console.log(sentence(sum));
  process.exitCode = sum.failed ? 1 : 0;
} catch (error) {
  console.error(error instanceof Stop ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
