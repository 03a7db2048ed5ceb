// `npm start`: everything from a fresh checkout to a running Weir. Installs and builds what has changed, then runs
// `weir serve` and stays its parent: passes signals on, ends with it, and takes it along.
import { spawn } from 'node:child_process';
import { Stop, python, root, setUpClient, setUpNode, setUpPython } from './setup.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);

async function main() {
  if (major < 20 || (major === 20 && minor < 19)) throw new Stop(`Weir needs Node 20.19 or newer; this is ${process.version}.`);
  await Promise.all([setUpPython(console.log), setUpNode(console.log)]);
  await setUpClient(console.log);
  serve();
}

function serve() {
  // A session of its own, so that Ctrl-C reaches it once, through us. The pipe on descriptor 3 tells it when we are gone, however.
  const weir = spawn(python, ['-m', 'weir.cli', 'serve', ...process.argv.slice(2)], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, WEIR_LIFELINE: '3', PYTHONUNBUFFERED: '1' },
  });
  let asked = 0;
  const stop = () => {
    // A terminal and npm may both pass on the same Ctrl-C.
    if (asked && Date.now() - asked < 1000) return;
    asked = Date.now();
    weir.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(), 500).unref();
  }
  weir.on('error', (error) => fail(new Stop(`Cannot run ${python}: ${error.message}`)));
  weir.on('exit', (code, signal) => {
    if (signal) console.error(`Weir ended by ${signal}.`);
    process.exit(code ?? 1);
  });
}

function fail(error) {
  console.error(error instanceof Stop ? error.message : error);
  process.exit(1);
}

main().catch(fail);
