import { Attachment } from '../../models/attachment.ts';
import type { ReceivedFile } from './received-file.ts';

/** To what files are attached, by whom and when. */
export interface AttachTarget {
  readonly complaintId: number;
  readonly eventId: number;
  /** Null: to the complaint itself. */
  readonly remarkId: number | null;
  readonly uploaderId: number | null;
  readonly createdAt: Date;
}

/** Writes the rows of received files; part of the transaction that writes what they belong to. */
export async function attachFiles(files: readonly ReceivedFile[], target: AttachTarget): Promise<void> {
  await Attachment.bulkCreate(
    files.map(({ key, name, contentType, sizeBytes, sha256 }) => ({
      ...target,
      originalName: name,
      storageKey: key,
      contentType,
      sizeBytes,
      sha256,
    })),
  );
}
