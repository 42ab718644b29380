import { Op } from 'sequelize';
import { forUpdate, inTransaction } from '../../database/transaction.ts';
import { takeTurns } from '../../database/turns.ts';
import { ForbiddenError, InvalidInputError } from '../../errors.ts';
import { Attachment } from '../../models/attachment.ts';
import { FaqPicture } from '../../models/faq-picture.ts';
import { StagedFile } from '../../models/staged-file.ts';
import { User } from '../../models/user.ts';
import { NOT_ACTIVE } from '../people/hold-active.ts';
import type { ReceivedFile } from './received-file.ts';
import { DAY_MS } from '../../durations.ts';

const MB = 1024 * 1024;

/** Bytes that this person sent in the last 24 hours and that are still here. */
async function bytesOfDay(personId: number, now: Date): Promise<number> {
  const createdAt = { [Op.gt]: new Date(now.getTime() - DAY_MS) };
  const attached = await Attachment.sum('sizeBytes', { where: { uploaderId: personId, createdAt } });
  const shown = await FaqPicture.sum('sizeBytes', { where: { uploaderId: personId, createdAt } });
  const staged = await StagedFile.sum('sizeBytes', { where: { ownerId: personId, createdAt } });
  // Without rows there is no sum.
  return [attached, shown, staged].filter(Number.isFinite).reduce((sum, bytes) => sum + bytes, 0);
}

async function refuseTooMuch(
  personId: number,
  files: readonly ReceivedFile[],
  most: number,
  now: Date,
): Promise<void> {
  if (most === 0) return;
  const sent = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if ((await bytesOfDay(personId, now)) + sent <= most * MB) return;
  throw new InvalidInputError({
    attachments: `You can attach ${most} MB within 24 hours, and these files are more than what is left of it. Send your text without them, or try again later.`,
  });
}

/**
 * Keeps received files for their sender until the form that they came with is accepted; one at a time for each person,
 * so that what is counted stays true.
 *
 * @param most of one person within 24 hours, in MB; 0: no limit.
 * @returns the files, by which they can be attached later.
 * @throws InvalidInputError at `attachments` when that is too much; ForbiddenError where they are active no more.
 */
export function stageFiles(
  ownerId: number,
  files: readonly ReceivedFile[],
  most: number,
  now: Date = new Date(),
): Promise<ReceivedFile[]> {
  return inTransaction(async () => {
    await takeTurns(`person:${ownerId}`);
    const owner = await User.findByPk(ownerId, { attributes: ['id', 'isActive'], ...forUpdate() });
    // Of somebody who was erased nothing may stay.
    if (owner?.isActive !== true) throw new ForbiddenError(NOT_ACTIVE);
    await refuseTooMuch(ownerId, files, most, now);
    const staged: ReceivedFile[] = [];
    for (const file of files) {
      const { key: storageKey, name: originalName, contentType, sizeBytes, sha256 } = file;
      const values = { ownerId, originalName, storageKey, contentType, sizeBytes, sha256, createdAt: now };
      const { id } = await StagedFile.create(values);
      staged.push(file.staged(id));
    }
    return staged;
  });
}
