import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import { StorageError } from './storage.ts';

const NOT_WHOLE = 'This file cannot be read at the moment.';

/**
 * The same content, which fails before its last bytes where they are not what was stored: whoever takes it sees that it
 * broke off.
 */
export function verified(content: Readable, sha256: string): Readable {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  const check = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      const before = held;
      held = chunk;
      done(null, before);
    },
    flush(done) {
      if (hash.digest('hex') === sha256) done(null, held);
      else done(new StorageError(NOT_WHOLE, new Error('a stored content is not what was stored')));
    },
  });
  return pipeline(content, check, () => undefined);
}
