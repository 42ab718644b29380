import { createHash } from 'node:crypto';

/** How much passed, and its digest. */
export interface Digest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Counts and digests what passes; ask it when all has. */
export class Digester {
  readonly #hash = createHash('sha256');
  bytes = 0;

  add(chunk: Buffer): Buffer {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
    return chunk;
  }

  /** To be asked once. */
  digest(): Digest {
    return { bytes: this.bytes, sha256: this.#hash.digest('hex') };
  }
}
