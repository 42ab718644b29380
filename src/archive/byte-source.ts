import { open } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import { ArchiveError } from './archive-error.ts';
import { decrypting, HEADER_LENGTH, isEncrypted } from './encryption.ts';

/** Bytes that are read from wherever one likes. */
export interface ByteSource {
  readonly size: number;
  /** As many bytes as there are, at most `length`. */
  read(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** What systems say of a file that they do not open, in words. */
const HINDRANCES: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EISDIR: 'is a directory',
};

async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    const reason = HINDRANCES[error.code ?? ''] ?? 'cannot be read';
    throw new AppError('unreadable', 400, `The file ${path} ${reason}.`);
  });
  const stats = await file.stat();
  if (!stats.isFile()) {
    await file.close();
    throw new AppError('unreadable', 400, `The file ${path} is no plain file.`);
  }
  return {
    size: stats.size,
    async read(position, length) {
      const buffer = Buffer.allocUnsafe(length);
      let got = 0;
      while (got < length) {
        const { bytesRead } = await file.read(buffer, got, length - got, position + got);
        if (bytesRead === 0) break;
        got += bytesRead;
      }
      return buffer.subarray(0, got);
    },
    close: () => file.close(),
  };
}

/** An archive that lies in a file; one that is encrypted reads as what it was before. */
export interface OpenedFile {
  readonly source: ByteSource;
  readonly isEncrypted: boolean;
}

/**
 * Opens an archive's file.
 *
 * @throws AppError when it cannot be read, or is encrypted with another passphrase or none was given.
 */
export async function openArchiveFile(path: string, passphrase?: string): Promise<OpenedFile> {
  const file = await fileSource(path);
  try {
    const header = await file.read(0, HEADER_LENGTH);
    if (!isEncrypted(header)) return { source: file, isEncrypted: false };
    if (passphrase === undefined) {
      throw new ArchiveError(
        'The archive is encrypted. Give its passphrase by --passphrase-file or BACKUP_PASSPHRASE.',
      );
    }
    return { source: await decrypting(file, header, passphrase), isEncrypted: true };
  } catch (error) {
    await file.close();
    throw error;
  }
}
