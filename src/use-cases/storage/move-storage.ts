import { installationName } from '../../database/installation-name.ts';
import { ConflictError } from '../../errors.ts';
import type { Listed, Storage } from '../../storage/storage.ts';
import { moveAside, moveBatch, takeBack, type Move, type Moved } from './move-batch.ts';

export type { Moved } from './move-batch.ts';

const BATCH = 200;
/** What comes in while the rest is copied is copied, too, unless that goes on and on. */
const ROUNDS = 5;

async function* inBatches(
  contents: AsyncIterable<Listed>,
  isDone: (key: string) => boolean,
): AsyncGenerator<Listed[]> {
  let batch: Listed[] = [];
  for await (const content of contents) {
    // What is not whole yet is not there yet.
    if (content.sizeBytes === undefined || isDone(content.key)) continue;
    batch.push(content);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** What was copied first may be gone by the time when the last is. */
async function takeAllBack(move: Move): Promise<void> {
  let keys: string[] = [];
  for (const [key, hasRow] of move.seen) {
    if (hasRow) keys.push(key);
    if (keys.length < BATCH) continue;
    move.signal?.throwIfAborted();
    await takeBack(move, keys);
    keys = [];
  }
  await takeBack(move, keys);
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
 * Copies every stored content that has a row to another place, and reads each back; those that are there are left out, so
 * that it goes on where it was broken off. What is copied stays where it was. The portal may go on meanwhile: what it
 * removes is in the new place neither.
 *
 * @param tell is told now and then how far it is.
 * @param signal ends it between two contents.
 * @throws ConflictError where one of them has the files of another database; StorageError.
 */
export async function moveStorage(
  { from, to }: { readonly from: Storage; readonly to: Storage },
  { dryRun = false, signal, tell = () => undefined }: Partial<Pick<Move, 'dryRun' | 'signal' | 'tell'>> = {},
): Promise<Moved> {
  const moved: Moved = { files: 0, bytes: 0, copied: 0, copiedBytes: 0, unowned: 0, damaged: [], unread: [] };
  const move: Move = { from, to, dryRun, signal, tell, seen: new Map(), unowned: new Set(), moved };
  await requireOwn(from, to, dryRun);
  const leave = (name: string): void => {
    if (!moved.unread.includes(name)) moved.unread.push(name);
  };
  const isDone = (key: string): boolean => move.seen.has(key) || move.unowned.has(key);
  for (let round = 0, before = -1; round < ROUNDS && move.seen.size > before; round += 1) {
    before = move.seen.size;
    for await (const batch of inBatches(from.list(leave), isDone)) await moveBatch(move, batch);
  }
  const isCopied = (key: string): boolean => move.seen.has(key);
  for await (const batch of inBatches(from.aside(leave), isCopied)) await moveAside(move, batch);
  await takeAllBack(move);
  return moved;
}
