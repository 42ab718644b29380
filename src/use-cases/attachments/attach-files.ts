import { InvalidInputError } from '../../errors.ts';
import { Attachment } from '../../models/attachment.ts';
import { StagedFile } from '../../models/staged-file.ts';
import { GoneFile, type ReceivedFile } from './received-file.ts';

/** To what files are attached, by whom and when. */
export interface AttachTarget {
  readonly complaintId: number;
  readonly eventId: number;
  /** Null: to the complaint itself. */
  readonly remarkId: number | null;
  readonly uploaderId: number | null;
  readonly createdAt: Date;
}

/**
 * Takes staged files out of the waiting, in the transaction that writes what they belong to; whoever else attached one
 * of them meanwhile has it.
 *
 * @throws InvalidInputError at `attachments` when one of them is gone.
 */
export async function unstageFiles(files: readonly ReceivedFile[]): Promise<void> {
  const id = files.map(({ stagedId }) => stagedId).filter((one) => one !== undefined);
  if (id.length === 0) return;
  const isGone = files.some((file) => file instanceof GoneFile);
  if (!isGone && (await StagedFile.destroy({ where: { id } })) === id.length) return;
  throw new InvalidInputError({
    attachments: 'A file was used already or is not kept any more. Attach it again.',
  });
}

/**
 * Writes the rows of received files; part of the transaction that writes what they belong to.
 *
 * @throws InvalidInputError at `attachments` when one of them is gone.
 */
export async function attachFiles(files: readonly ReceivedFile[], target: AttachTarget): Promise<void> {
  await unstageFiles(files);
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
