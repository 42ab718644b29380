import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HOUR_MS } from '../durations.ts';

/** How often whoever writes shows that it is at work, in milliseconds. */
const BEAT_MS = 1000;
/** What does not change for so long is left over, though it is young: a killed process does not say so. */
const QUIET_MS = 30_000;
const LOOK_MS = 200;

/** Where something is looked for, and for how long. */
export interface LookOptions {
  /** In milliseconds. Default: half a minute. */
  readonly quietMs?: number | undefined;
  /** Is told that it is waited for so long, before it is. */
  readonly waiting?: ((names: readonly string[], ms: number) => void) | undefined;
}

interface State {
  readonly mtimeMs: number;
  readonly size: number;
}

const stateOf = (path: string): Promise<State | undefined> => stat(path).catch(() => undefined);

/** Changes the time of a file or folder again and again until it is told to stop, so that nobody takes it for left over. */
export function showAtWork(path: string): () => void {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS).unref();
  return () => clearInterval(beat);
}

async function changesWithin(path: string, first: State, quietMs: number): Promise<boolean> {
  for (const end = performance.now() + quietMs; performance.now() < end; await delay(LOOK_MS)) {
    const now = await stateOf(path);
    if (now?.mtimeMs !== first.mtimeMs || now.size !== first.size) return true;
  }
  return false;
}

/** Names in a folder, told apart. */
export interface LookedAt {
  readonly left: readonly string[];
  readonly atWork: readonly string[];
}

/**
 * Which of these names in a folder somebody works on, and which nobody does: those have not changed for an hour, or do not while it is looked. Other
 * machines may write into the folder as well, so that no list of processes tells.
 */
export async function leftAmong(
  folder: string,
  names: readonly string[],
  { quietMs = QUIET_MS, waiting }: LookOptions = {},
): Promise<LookedAt> {
  const states = new Map<string, State>();
  for (const name of names) {
    const state = await stateOf(join(folder, name));
    if (state !== undefined) states.set(name, state);
  }
  const young = [...states].filter(([, { mtimeMs }]) => Date.now() - mtimeMs <= HOUR_MS);
  if (young.length > 0)
    waiting?.(
      young.map(([name]) => name),
      quietMs,
    );
  const changing = await Promise.all(
    young.map(([name, state]) => changesWithin(join(folder, name), state, quietMs)),
  );
  const atWork = young.map(([name]) => name).filter((_, index) => changing[index]);
  return { left: [...states.keys()].filter((name) => !atWork.includes(name)), atWork };
}

/** How a file is named that is not whole yet: as it will be, eight digits, and this. */
const PART = /^(.+)\.[0-9a-f]{8}\.part$/;

/** The names in a folder of what is to be called so once it is whole; none where there is no folder. */
export async function partsIn(folder: string, isOf: (whole: string) => boolean): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => isOf(PART.exec(name)?.[1] ?? ''));
}

/** Removes a file that never got whole, after the lists beside it. */
export async function removePart(folder: string, name: string): Promise<void> {
  for (const end of ['.list.told', '.list.written', ''])
    await rm(join(folder, `${name}${end}`), { force: true });
}

/**
 * Removes what killed processes left of this very file.
 *
 * @returns the names of those that somebody writes at this moment.
 */
export async function removePartsOf(path: string, options: LookOptions = {}): Promise<readonly string[]> {
  const folder = dirname(path);
  const { left, atWork } = await leftAmong(
    folder,
    await partsIn(folder, (whole) => whole === basename(path)),
    options,
  );
  for (const name of left) await removePart(folder, name);
  return atWork;
}
