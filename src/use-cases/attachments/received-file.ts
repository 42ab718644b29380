import { z } from 'zod';

/** Most files of one submission. */
export const MOST_FILES = 5;
/** Largest file, in bytes. */
export const FILE_SIZE = 10 * 1024 * 1024;

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

  constructor(file: {
    readonly key: string;
    readonly name: string;
    readonly contentType: string;
    readonly sizeBytes: number;
    readonly sha256: string;
  }) {
    this.key = file.key;
    this.name = file.name;
    this.contentType = file.contentType;
    this.sizeBytes = file.sizeBytes;
    this.sha256 = file.sha256;
  }
}

/** The files that come with words. */
export const attachments = z
  .array(z.instanceof(ReceivedFile, { message: NOT_ARRIVED }), NOT_ARRIVED)
  .max(MOST_FILES, `Attach at most ${MOST_FILES} files.`)
  .default([]);
