import { z } from 'zod';
import { MOST_FILES } from './file-limits.ts';

const NOT_ARRIVED = 'A file did not arrive. Please attach it again.';

/**
 * A file that has come in, was checked and is stored, yet belongs to nothing. Made by `receiveFile` alone: what a
 * client sends can look like it but never is one.
 */
export class ReceivedFile {
  readonly key: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Under which it waits for its form; undefined: it came just now. */
  readonly stagedId: number | undefined;
  /** By which its form names it; undefined: it came with the form. */
  readonly namedId: number | undefined;

  constructor(file: {
    readonly key: string;
    readonly name: string;
    readonly contentType: string;
    readonly sizeBytes: number;
    readonly sha256: string;
    readonly stagedId?: number | undefined;
    readonly namedId?: number | undefined;
  }) {
    this.key = file.key;
    this.name = file.name;
    this.contentType = file.contentType;
    this.sizeBytes = file.sizeBytes;
    this.sha256 = file.sha256;
    this.stagedId = file.stagedId;
    this.namedId = file.namedId;
  }

  /** The same file, as it waits for its form. */
  staged(stagedId: number): ReceivedFile {
    const { key, name, contentType, sizeBytes, sha256 } = this;
    return new ReceivedFile({ key, name, contentType, sizeBytes, sha256, stagedId });
  }
}

/**
 * A file that a form names and that waits no more: the same form has used it, or it is too old, or another's. Whatever is
 * about to attach it refuses it; a form that was sent before leads to what it made.
 */
export class GoneFile extends ReceivedFile {
  constructor(stagedId: number) {
    super({ key: '', name: '', contentType: '', sizeBytes: 0, sha256: '', stagedId, namedId: stagedId });
  }
}

/** What came in and was not taken, and why; told with all else that is wrong with the form. */
export class RefusedFile {
  readonly reason: string;
  /** The portal could not take it; there is nothing wrong with the file. */
  readonly isFault: boolean;

  constructor(reason: string, isFault = false) {
    this.reason = reason;
    this.isFault = isFault;
  }
}

/** The files that come with words. */
export const attachments = z
  .array(z.union([z.instanceof(ReceivedFile), z.instanceof(RefusedFile)], NOT_ARRIVED), NOT_ARRIVED)
  .max(MOST_FILES, `Attach at most ${MOST_FILES} files.`)
  .transform((files, context): ReceivedFile[] => {
    const refused = files.filter((file) => file instanceof RefusedFile);
    const reasons = new Set(refused.map(({ reason }) => reason));
    if (reasons.size > 0) context.addIssue({ code: 'custom', message: [...reasons].join(' ') });
    return files.filter((file) => file instanceof ReceivedFile);
  })
  .default([]);
