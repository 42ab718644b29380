import { commits, insideTransaction } from '../database/transaction.ts';
import { presentSurroundings } from './surroundings.ts';

/** How long an answer of the database is used once more, in milliseconds. */
const KEPT_MS = 1000;
/** Most answers that are kept at once. */
const MOST = 1000;

/** What hears of the newest event with each request. */
const PAGES: ReadonlySet<string> = new Set(['panel', 'portal', 'api']);

interface Kept {
  readonly value: Promise<unknown>;
  readonly at: number;
  readonly commits: number;
  readonly event: number;
}

const kept = new Map<string, Kept>();
let newest = 0;

/** Tells the newest event that a request saw when it began: what was read before that event happened is not kept. */
export function heardOf(event: number): void {
  newest = Math.max(newest, event);
}

function isFresh({ at, commits: then, event }: Kept, now: number): boolean {
  return now - at < KEPT_MS && then === commits() && event === newest;
}

/**
 * What `load` reads, or what it read for the same key less than a second ago, for what every page asks and many ask at
 * once: counts, statuses. It is forgotten as soon as this process commits anything or a request hears of an event of any
 * process, so nobody misses what they themselves did. Rights are never kept. Only pages are served from it, each of
 * which hears of the newest event with its session: inside a transaction and in a worker or command all is read anew.
 *
 * @param key names all that the answer depends on, whoever asks included where it depends on them.
 */
export function keptShortly<T>(key: string, load: () => Promise<T>): Promise<T> {
  const { origin } = presentSurroundings();
  if (!PAGES.has(origin) || insideTransaction()) return load();
  const now = performance.now();
  const known = kept.get(key);
  if (known !== undefined && isFresh(known, now)) return known.value as Promise<T>;
  if (kept.size >= MOST) kept.clear();
  const value = load();
  kept.set(key, { value, at: now, commits: commits(), event: newest });
  value.catch(() => kept.delete(key));
  return value;
}
