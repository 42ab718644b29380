import { Op } from 'sequelize';
import { inTransaction } from '../../database/transaction.ts';
import { StagedFile } from '../../models/staged-file.ts';
import { discardFiles } from './keeping-files.ts';
import { GoneFile, ReceivedFile } from './received-file.ts';

const BATCH = 500;

function received(row: StagedFile): ReceivedFile {
  const { id: stagedId, storageKey: key, originalName: name, contentType, sizeBytes, sha256 } = row;
  return new ReceivedFile({ key, name, contentType, sizeBytes, sha256, stagedId, namedId: stagedId });
}

/**
 * The files that a form names: those that this person sent before and that wait for their form, and what stands for
 * those that wait no more.
 */
export async function stagedFiles(ownerId: number, ids: readonly number[]): Promise<ReceivedFile[]> {
  if (ids.length === 0) return [];
  const rows = await StagedFile.findAll({ where: { ownerId, id: [...ids] }, order: [['id', 'ASC']] });
  const known = new Map(rows.map((row) => [row.id, received(row)]));
  return [...new Set(ids)].map((id) => known.get(id) ?? new GoneFile(id));
}

/**
 * The numbers of so many files that somebody staged at once, by the first of them: each of a person's stagings waits
 * for the one before, so that those of one follow one another.
 */
export async function stagedFrom(ownerId: number, first: number, count: number): Promise<number[]> {
  const where = { ownerId, id: { [Op.gte]: first } };
  const rows = await StagedFile.findAll({ attributes: ['id'], where, order: [['id', 'ASC']], limit: count });
  return rows.map(({ id }) => id);
}

/** Removes of these files those that nothing was made of. */
export async function forgetStaged(ownerId: number, files: readonly ReceivedFile[]): Promise<void> {
  const storageKey = files.map(({ key }) => key);
  if (storageKey.length === 0) return;
  await inTransaction(() => StagedFile.destroy({ where: { ownerId, storageKey } }));
  await discardFiles(files);
}

/**
 * Removes files that waited for their form since before `moment`, at most 500. Returns how many.
 *
 * @param signal ends it between two files.
 */
export async function forgetOldStaged(moment: Date, signal?: AbortSignal): Promise<number> {
  const rows = await StagedFile.findAll({ where: { createdAt: { [Op.lt]: moment } }, limit: BATCH });
  for (const row of rows) {
    signal?.throwIfAborted();
    await forgetStaged(row.ownerId, [received(row)]);
  }
  return rows.length;
}
