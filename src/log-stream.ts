import { writeSync } from 'node:fs';

/** How long a reader that does not keep up is waited for, in milliseconds, and how often it is tried meanwhile. */
const PATIENCE_MS = 1000;
const PAUSE_MS = 10;

const CELL = new Int32Array(new SharedArrayBuffer(4));

/**
 * Where log lines go: written at once, so that the last ones before an end are there. A disk that is full or a reader
 * that is gone is no reason to end: lines that cannot be written are dropped and counted, and none is torn.
 */
export class LogStream {
  readonly #descriptor: number;
  readonly #tellLost: (lines: number) => void;
  /** What is still to be written of a line that was begun. */
  #rest = Buffer.alloc(0);
  #lost = 0;
  #isStuck = false;

  /** @param tellLost is called with the number of dropped lines once lines can be written again. */
  constructor(descriptor: number, tellLost: (lines: number) => void) {
    this.#descriptor = descriptor;
    this.#tellLost = tellLost;
  }

  /** How many of the bytes could be written. */
  #put(bytes: Buffer): number {
    // Who could not write just now is not held up by each line anew.
    const end = performance.now() + (this.#isStuck ? 0 : PATIENCE_MS);
    let done = 0;
    while (done < bytes.length) {
      try {
        done += writeSync(this.#descriptor, bytes, done);
      } catch (error) {
        const isFull = (error as NodeJS.ErrnoException).code === 'EAGAIN';
        if (!isFull || performance.now() >= end) break;
        Atomics.wait(CELL, 0, 0, PAUSE_MS);
      }
    }
    this.#isStuck = done < bytes.length;
    return done;
  }

  #tell(): void {
    const lines = this.#lost;
    this.#lost = 0;
    this.#tellLost(lines);
    // It could not be told.
    if (this.#lost > 0) this.#lost += lines;
  }

  /** Writes a line, or drops it. */
  write(line: string): void {
    const before = this.#rest.length;
    const bytes = Buffer.concat([this.#rest, Buffer.from(line)]);
    const done = this.#put(bytes);
    const isBegun = done > before || done === bytes.length;
    this.#rest = isBegun ? bytes.subarray(done) : this.#rest.subarray(done);
    if (!isBegun) this.#lost += 1;
    else if (!this.#isStuck && this.#lost > 0) this.#tell();
  }
}
