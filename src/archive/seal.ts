import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { ArchiveError } from './archive-error.ts';
import type { ByteSource } from './byte-source.ts';

/** How the comment at an archive's end begins; the digest of everything before it follows. */
const HEAD = 'sha256:';
const LENGTH = HEAD.length + 64;
const CHUNK = 1024 * 1024;

/** What a writer of archives puts at the end, for `Seal` to fill in. */
export const OPEN_SEAL = HEAD + '0'.repeat(64);

/** Fills in the digest at the end of what passes, so that no byte of it can be another one unnoticed. */
export class Seal extends Transform {
  readonly #hash = createHash('sha256');
  #held: Buffer = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const all = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const border = Math.max(all.length - LENGTH, 0);
    const ready = all.subarray(0, border);
    this.#held = Buffer.from(all.subarray(border));
    this.#hash.update(ready);
    done(null, ready);
  }

  override _flush(done: TransformCallback): void {
    if (this.#held.toString('latin1') !== OPEN_SEAL) done(new Error('an archive ended without its seal'));
    else done(null, Buffer.from(HEAD + this.#hash.digest('hex')));
  }
}

/** @throws ArchiveError unless every byte is as it was written, and none is missing. */
export async function requireSeal(source: ByteSource, signal?: AbortSignal): Promise<void> {
  const border = source.size - LENGTH;
  if (border <= 0) throw new ArchiveError('This is no archive of the portal: it is too short.');
  const hash = createHash('sha256');
  for (let at = 0; at < border; at += CHUNK) {
    signal?.throwIfAborted();
    hash.update(await source.read(at, Math.min(CHUNK, border - at)));
  }
  const seal = (await source.read(border, LENGTH)).toString('latin1');
  if (!seal.startsWith(HEAD)) {
    throw new ArchiveError('This is no archive of the portal, or its end is missing.');
  }
  if (seal !== HEAD + hash.digest('hex')) {
    throw new ArchiveError('The archive was changed since it was written, or parts of it are missing.');
  }
}
