import { installationName } from '../../database/installation-name.ts';
import { ConflictError } from '../../errors.ts';
import type { Listed, Storage } from '../../storage/storage.ts';
import { copyContent, isThere, type Copied } from './copy-content.ts';
import { storedHashes } from './stored-hashes.ts';

const BATCH = 200;
/** Contents that are copied at once. */
const AT_ONCE = 4;
/** What comes in while the rest is copied is copied, too, unless that goes on and on. */
const ROUNDS = 5;

/** How far the move is. */
export interface Moved {
  /** Contents that were looked at, and their bytes. */
  files: number;
  bytes: number;
  copied: number;
  copiedBytes: number;
  /** Keys of those that are not what was stored; they were left where they are. */
  readonly damaged: string[];
}

interface Move {
  readonly from: Storage;
  readonly to: Storage;
  readonly dryRun: boolean;
  readonly signal: AbortSignal | undefined;
  readonly tell: (moved: Readonly<Moved>) => void;
  /** What is done with, so that a further round looks at what is new. */
  readonly seen: Set<string>;
  readonly moved: Moved;
}

async function* inBatches(
  contents: AsyncIterable<Listed>,
  seen: ReadonlySet<string>,
): AsyncGenerator<Listed[]> {
  let batch: Listed[] = [];
  for await (const content of contents) {
    // What is not whole yet is not there yet.
    if (content.sizeBytes === undefined || seen.has(content.key)) continue;
    batch.push(content);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
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

async function one(move: Move, content: Listed, sha256: string | undefined): Promise<void> {
  const { from, to, dryRun, seen, moved } = move;
  const what = dryRun
    ? ((await isThere(to, content)) && 'there') || 'copied'
    : await copyContent(from, to, content, sha256);
  seen.add(content.key);
  count(moved, content, what);
}

async function batchOf(
  move: Move,
  batch: readonly Listed[],
  then?: (content: Listed) => Promise<void>,
): Promise<void> {
  const hashes = await storedHashes(batch.map(({ key }) => key));
  const waiting = batch.values();
  const worker = async (): Promise<void> => {
    for (const content of waiting) {
      move.signal?.throwIfAborted();
      await one(move, content, hashes.get(content.key));
      await then?.(content);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  move.tell(move.moved);
}

/** What was set aside stays so, with its time. */
async function copyAside(move: Move): Promise<void> {
  const setAside = async ({ key, storedAt }: Listed) => {
    if (!move.dryRun && !move.moved.damaged.includes(key)) await move.to.setAside(key, storedAt);
  };
  for await (const batch of inBatches(move.from.aside(), move.seen)) await batchOf(move, batch, setAside);
}

async function requireOwn(from: Storage, to: Storage, dryRun: boolean): Promise<void> {
  const name = await installationName();
  const [here, there] = [await from.owner(), dryRun ? await to.owner() : await to.claim(name)];
  if ((here ?? name) === name && (there ?? name) === name) return;
  throw new ConflictError(
    `The files ${(here ?? name) === name ? 'there' : 'here'} are those of another database.`,
  );
}

/**
 * Copies every stored content to another place, and reads each back; those that are there are left out, so that it goes on
 * where it was broken off. What is copied stays where it was. The portal may go on meanwhile.
 *
 * @param tell is told now and then how far it is.
 * @param signal ends it between two contents.
 * @throws ConflictError where one of them has the files of another database; StorageError.
 */
export async function moveStorage(
  { from, to }: { readonly from: Storage; readonly to: Storage },
  { dryRun = false, signal, tell = () => undefined }: Partial<Pick<Move, 'dryRun' | 'signal' | 'tell'>> = {},
): Promise<Moved> {
  const moved: Moved = { files: 0, bytes: 0, copied: 0, copiedBytes: 0, damaged: [] };
  const move: Move = { from, to, dryRun, signal, tell, seen: new Set(), moved };
  await requireOwn(from, to, dryRun);
  for (let round = 0, before = -1; round < ROUNDS && move.seen.size > before; round += 1) {
    before = move.seen.size;
    for await (const batch of inBatches(from.list(), move.seen)) await batchOf(move, batch);
  }
  await copyAside(move);
  return moved;
}
