import { randomBytes } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HOUR_MS } from '../durations.ts';

/** How often whoever writes shows that it is at work, in milliseconds. */
const BEAT_MS = 1000;
/** What does not change for so long is left over, though it is young: a killed process does not say so. */
const QUIET_MS = 30_000;
/** What is an hour old is looked at, too, if not for long: the clock of the machine that writes it may be wrong. */
const OLD_QUIET_MS = 5000;
const LOOK_MS = 200;

/** Where something is looked for, and for how long. */
export interface LookOptions {
  /** In milliseconds. Default: half a minute. */
  readonly quietMs?: number | undefined;
  /** Is told that it is waited for so long, before it is. */
  readonly waiting?: ((names: readonly string[], ms: number) => void) | undefined;
  /** Ends it early; nothing is removed then. */
  readonly signal?: AbortSignal | undefined;
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

async function changesWithin(
  path: string,
  first: State,
  quietMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  for (const end = performance.now() + quietMs; performance.now() < end; await delay(LOOK_MS)) {
    signal?.throwIfAborted();
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
 * Which of these names in a folder somebody works on, and which nobody does: those do not change while it is looked. Other
 * machines may write into the folder as well, so that no list of processes tells.
 */
export async function leftAmong(
  folder: string,
  names: readonly string[],
  { quietMs = QUIET_MS, waiting, signal }: LookOptions = {},
): Promise<LookedAt> {
  const looks: { name: string; state: State; ms: number }[] = [];
  for (const name of names) {
    const state = await stateOf(join(folder, name));
    if (state === undefined) continue;
    const isOld = Date.now() - state.mtimeMs > HOUR_MS;
    looks.push({ name, state, ms: isOld ? Math.min(quietMs, OLD_QUIET_MS) : quietMs });
  }
  const present = looks.map(({ name }) => name);
  if (looks.length > 0) waiting?.(present, Math.max(...looks.map(({ ms }) => ms)));
  const changing = await Promise.all(
    looks.map(({ name, state, ms }) => changesWithin(join(folder, name), state, ms, signal)),
  );
  return {
    left: present.filter((_, index) => changing[index] === false),
    atWork: present.filter((_, index) => changing[index] === true),
  };
}

/** How a file is named that is not whole yet: as it will be, eight digits, and this. */
const PART = /^(.+)\.[0-9a-f]{8}\.part$/;

/** A new name of this kind, for what is to be called so. */
export function partOf(path: string): string {
  return `${path}.${randomBytes(4).toString('hex')}.part`;
}

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
  const ofIt = () => partsIn(folder, (whole) => whole === basename(path));
  const before = await ofIt();
  const { left, atWork } = await leftAmong(folder, before, options);
  for (const name of left) await removePart(folder, name);
  // Another one that looked for as long may have begun.
  return [...atWork, ...(await ofIt()).filter((name) => !before.includes(name))];
}
