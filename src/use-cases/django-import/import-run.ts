import { setTimeout as delay } from 'node:timers/promises';
import { InvalidInputError, UnavailableError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import type { ImportSource } from './import-source.ts';
import { ImportedRows } from './imported-rows.ts';
import { Ledger } from './ledger.ts';
import type { ImportMap } from './map-file.ts';
import type { Source } from './source.ts';

/** How far it is: so many of so many of something, such as `complaints`. */
export type Progress = (what: string, done: number, all: number) => void;

/** Attempts at a part of the work that others get in the way of. */
const ATTEMPTS = 5;

/** One import, from its beginning to its end. */
export class ImportRun {
  readonly by: Actor;
  readonly source: Source;
  /** Which of the old portals it is that this installation was filled from. */
  readonly origin: ImportSource;
  readonly imported: ImportedRows;
  readonly map: ImportMap;
  /** Where the old portal's files lie; undefined: they are left out. */
  readonly media: string | undefined;
  readonly dryRun: boolean;
  readonly progress: Progress;
  /** When it began: what needs a moment and has none, happened then. */
  readonly now = new Date();
  /** Complaints that this run took and that wait for their reporters' answers. */
  awaiting = 0;
  /** What is certain to have become of rows. */
  ledger = new Ledger();

  constructor(options: {
    readonly by: Actor;
    readonly source: Source;
    readonly origin: ImportSource;
    readonly map: ImportMap;
    readonly media: string | undefined;
    readonly dryRun: boolean;
    readonly progress: Progress;
  }) {
    this.by = options.by;
    this.source = options.source;
    this.origin = options.origin;
    this.imported = new ImportedRows(options.origin.number);
    this.map = options.map;
    this.media = options.media;
    this.dryRun = options.dryRun;
    this.progress = options.progress;
  }

  /** Does a part of the work, once more where somebody else was quicker or in the way; what it kept account of counts once. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    const certain = this.ledger;
    for (let attempt = 1; ; attempt += 1) {
      this.ledger = new Ledger();
      try {
        const result = await work();
        certain.absorb(this.ledger);
        return result;
      } catch (error) {
        // A number that was free a moment ago, or a lock.
        const isPassing = error instanceof InvalidInputError || error instanceof UnavailableError;
        if (!isPassing || attempt === ATTEMPTS) throw error;
        await delay(200 * attempt);
      } finally {
        this.ledger = certain;
      }
    }
  }
}
