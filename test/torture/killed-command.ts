import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { program } from '../support/program.ts';
import type { Random } from './random.ts';

const root = join(import.meta.dirname, '..', '..');
/** A command that takes longer hangs, in milliseconds. */
const HANGS_MS = 240_000;

/** What a command said, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly isKilled: boolean;
  readonly text: string;
}

/** Runs a command in a process of its own; with `killAfterMs` only for so long. */
export async function runCommand(
  parameters: readonly string[],
  settings: Readonly<Record<string, string>>,
  killAfterMs?: number,
): Promise<Ended> {
  const child = spawn(process.execPath, [...program('cli/index'), ...parameters], {
    cwd: root,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const atEnd = () => void child.kill('SIGKILL');
  process.once('exit', atEnd);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += String(chunk)));
  const closed = once(child, 'close');
  const timer = new AbortController();
  const kill = delay(killAfterMs ?? HANGS_MS, true, { signal: timer.signal }).then(
    () => child.kill('SIGKILL'),
    () => false,
  );
  await closed;
  timer.abort();
  await kill;
  process.off('exit', atEnd);
  return { code: child.exitCode, isKilled: child.signalCode === 'SIGKILL', text };
}

/** What came of a command that was killed again and again. */
export interface Persisted {
  readonly killed: number;
  /** The end of the run that nobody killed. */
  readonly last: Ended;
}

/**
 * Kills a command at random moments, later and later, so many times or until it was quicker, and lets it run to its end then.
 *
 * @param spanMs how long it takes at most, more or less, from when it is loaded on.
 * @param between looks at what stands after each kill.
 * @throws Error where it was not killed once.
 */
export async function persist(
  parameters: readonly string[],
  settings: Readonly<Record<string, string>>,
  {
    random,
    times,
    spanMs,
    between,
  }: {
    readonly random: Random;
    readonly times: number;
    readonly spanMs: number;
    readonly between?: () => Promise<void>;
  },
): Promise<Persisted> {
  let killed = 0;
  for (let attempt = 0; attempt < times; attempt += 1) {
    // The first time soon: whatever the machine, it is not done by then.
    const most = Math.ceil((spanMs * (attempt + 1)) / times);
    const ended = await runCommand(parameters, settings, LOADED_MS + random.below(most));
    if (ended.isKilled) killed += 1;
    await between?.();
    // Done already: what it does a second time is looked at below.
    if (ended.code === 0) break;
  }
  if (killed === 0) throw new Error(`${parameters[0]} was done before it was killed.`);
  return { killed, last: await runCommand(parameters, settings) };
}

/** Before this, in milliseconds, a command does nothing but load. */
const LOADED_MS = 400;
