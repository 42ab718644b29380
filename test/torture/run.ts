import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { optionsIn } from './options.ts';

/**
 * `npm run torture`: kills, stops, fills and forges whatever the portal stands on while people use it, on both engines one
 * after the other, and looks whether all still holds. docs/torture.md tells more.
 */
const root = join(import.meta.dirname, '..', '..');
/** Beside the people: what is set up, done by commands, and looked at afterwards. */
const BESIDE_MINUTES = 35;
/** Whole times that the scenes with people take together. */
const PEOPLED = 4;

let running: ChildProcess | undefined;
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    isStopped = true;
    running?.kill('SIGTERM');
  });

/** Runs something to its end, or ends it. */
async function run(parameters: readonly string[], mostMs: number): Promise<number> {
  const { TEST_DATABASE_URL: _, ...others } = process.env;
  const environment = { ...others, PORTAL_TEST_BUILT: '1' };
  const child = spawn(process.execPath, ['--import', 'tsx', ...parameters], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  running = child;
  const late = setTimeout(() => {
    process.stdout.write('It took too long and is broken off.\n');
    child.kill('SIGTERM');
  }, mostMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(late);
  return code ?? 1;
}

try {
  const { engine, minutes, seed, only } = optionsIn(process.argv.slice(2));
  let worst = await run(['src/build.ts'], 300_000);
  for (const one of engine === 'both' ? ['sqlite', 'mariadb'] : [engine]) {
    if (isStopped) break;
    const told = ['--engine', one, '--minutes', String(minutes), '--seed', String(seed)];
    const chosen = only === undefined ? [] : ['--only', only];
    const most = (minutes * PEOPLED + BESIDE_MINUTES) * 60_000;
    worst = Math.max(worst, await run(['test/torture/engine.ts', ...told, ...chosen], most));
  }
  process.exitCode = isStopped ? 130 : worst;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
