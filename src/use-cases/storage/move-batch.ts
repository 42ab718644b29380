import { presentMoment } from '../../database/present-moment.ts';
import type { Listed, Storage } from '../../storage/storage.ts';
import { knownAmong, SPARED_MS } from '../attachments/remove-orphan-files.ts';
import { copyContent, isThere, type Copied } from './copy-content.ts';
import { storedHashes } from './stored-hashes.ts';

/** Contents that are copied at once. */
const AT_ONCE = 4;

/** How far the move is. */
export interface Moved {
  /** Contents that were copied or there, and their bytes. */
  files: number;
  bytes: number;
  copied: number;
  copiedBytes: number;
  /** Contents without a row: they were left where they are. */
  unowned: number;
  /** Keys of those that are not what was stored; they were left where they are. */
  readonly damaged: string[];
  /** Names of folders and contents that cannot be read; they were left where they are. */
  readonly unread: string[];
}

/** A move as it goes on. */
export interface Move {
  readonly from: Storage;
  readonly to: Storage;
  readonly dryRun: boolean;
  readonly signal: AbortSignal | undefined;
  readonly tell: (moved: Readonly<Moved>) => void;
  /** What is done with, so that a further round looks at what is new; true: it has a row. */
  readonly seen: Map<string, boolean>;
  readonly unowned: Set<string>;
  readonly moved: Moved;
}

function count(moved: Moved, { key, sizeBytes = 0 }: Listed, what: Copied): void {
  if (what === 'gone') return;
  moved.files += 1;
  moved.bytes += sizeBytes;
  if (what === 'damaged') moved.damaged.push(key);
  if (what !== 'copied') return;
  moved.copied += 1;
  moved.copiedBytes += sizeBytes;
}

/** Copies one; that it goes away meanwhile, from either place, is no failure. */
async function one(
  { from, to, dryRun, seen }: Move,
  content: Listed,
  sha256: string | undefined,
): Promise<Copied> {
  if (dryRun) return (await isThere(to, content)) ? 'there' : 'copied';
  try {
    return await copyContent(from, to, content, sha256);
  } catch (error) {
    const isWanted = seen.get(content.key) !== true || (await knownAmong([content.key])).size > 0;
    if (isWanted && (await isThere(from, content))) throw error;
    return 'gone';
  }
}

/**
 * Takes those away from the new place whose rows went since they were looked up: whoever removed them knew of one place
 * alone. Returns their keys.
 */
export async function takeBack({ to, dryRun }: Move, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (dryRun || keys.length === 0) return new Set();
  const known = await knownAmong(keys);
  const gone = keys.filter((key) => !known.has(key));
  for (const key of gone) await to.remove(key);
  return new Set(gone);
}

/** Copies contents, a few at a time, and calls `then` after each that is in the new place. */
async function copyAll(
  move: Move,
  contents: readonly Listed[],
  then?: (content: Listed) => Promise<void>,
): Promise<void> {
  const hashes = await storedHashes(contents.map(({ key }) => key));
  const waiting = contents.values();
  const done = new Map<Listed, Copied>();
  const worker = async (): Promise<void> => {
    for (const content of waiting) {
      move.signal?.throwIfAborted();
      const what = await one(move, content, hashes.get(content.key));
      done.set(content, what);
      if (what === 'copied' || what === 'there') await then?.(content);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  const owned = [...done.keys()].map(({ key }) => key).filter((key) => move.seen.get(key));
  const gone = await takeBack(move, owned);
  for (const [content, what] of done) count(move.moved, content, gone.has(content.key) ? 'gone' : what);
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  move.tell(move.moved);
}

/**
 * Copies those that have a row, and those so young that theirs may be on its way. Others are what was removed, in the other
 * place perhaps, or what a killed process left: copied, they would come back.
 */
export async function moveBatch(move: Move, batch: readonly Listed[]): Promise<void> {
  const known = await knownAmong(batch.map(({ key }) => key));
  const young = presentMoment().getTime() - SPARED_MS;
  const some: Listed[] = [];
  for (const content of batch) {
    const { key, storedAt } = content;
    if (known.has(key) || storedAt.getTime() >= young) {
      move.seen.set(key, known.has(key));
      some.push(content);
    } else move.unowned.add(key);
  }
  move.moved.unowned = move.unowned.size;
  await copyAll(move, some);
}

/** Copies what was set aside, which stays so, with its time; what has a row after all is where such things are. */
export async function moveAside(move: Move, batch: readonly Listed[]): Promise<void> {
  const known = await knownAmong(batch.map(({ key }) => key));
  for (const { key } of batch) move.seen.set(key, known.has(key));
  await copyAll(move, batch, async ({ key, storedAt }) => {
    if (!move.dryRun && !known.has(key)) await move.to.setAside(key, storedAt);
  });
}
