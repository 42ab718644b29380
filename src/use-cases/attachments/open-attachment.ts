import type { Readable } from 'node:stream';
import { NotFoundError } from '../../errors.ts';
import { Attachment } from '../../models/attachment.ts';
import { Complaint } from '../../models/complaint.ts';
import { Remark } from '../../models/remark.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { found } from '../../policies/policy.ts';
import type { ByteRange } from '../../storage/storage.ts';
import { IMAGE_TYPES } from './content-type.ts';
import { inTransaction } from '../../database/transaction.ts';
import { openStored } from './open-stored.ts';
import { record } from '../../journal/record.ts';

/** A file that this person may have. */
export interface OpenAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Changes with the content, and serves as its ETag. */
  readonly sha256: string;
  /** Only images are shown in the page; the rest is a download. */
  readonly isImage: boolean;
  /** Opens the content, or a part of it. */
  open(range?: ByteRange): Promise<Readable>;
}

/** Opens the content and tells who reads the file of another's complaint; one's own is no news. */
async function read(actor: Actor, row: Attachment, range?: ByteRange): Promise<Readable> {
  const content = await openStored(row, range);
  // Of a file that is read part by part, the first part is told.
  const isBegun = (range?.start ?? 0) === 0;
  if (!isBegun || [row.uploaderId, row.complaint?.reporterId].includes(actor.id)) return content;
  const { id: subjectId, complaintId, originalName } = row;
  const entry = { by: actor, subjectId, complaintId, details: { originalName } };
  try {
    await inTransaction(() => record({ name: 'attachment.downloaded', ...entry }));
    return content;
  } catch (error) {
    content.destroy();
    throw error;
  }
}

/**
 * A file of a complaint that this person may see; one that came with an internal note is for those who read notes.
 *
 * @throws NotFoundError when there is none, or it is not theirs to know.
 */
export async function openAttachment(actor: Actor, id: number): Promise<OpenAttachment> {
  if (!Number.isSafeInteger(id)) throw new NotFoundError();
  const row = found(
    await Attachment.findOne({
      where: { id },
      include: [
        {
          model: Complaint,
          as: 'complaint',
          attributes: ['id', 'reporterId', 'assigneeId'],
          where: complaintPolicy.visibleTo(actor),
        },
        { model: Remark, as: 'remark', attributes: ['isInternal'] },
      ],
    }),
  );
  if (row.remark?.isInternal === true && !complaintPolicy.may(actor, 'readNotes', row.complaint))
    throw new NotFoundError();
  return {
    name: row.originalName,
    contentType: row.contentType,
    sizeBytes: row.sizeBytes,
    sha256: row.sha256,
    isImage: IMAGE_TYPES.includes(row.contentType),
    open: (range) => read(actor, row, range),
  };
}
