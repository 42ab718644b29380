import { database } from '../../../database/connect.ts';
import { selectOnce } from '../../../database/select.ts';
import type { Complaint } from '../../../models/complaint.ts';
import { Remark } from '../../../models/remark.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import type { Person } from '../../../policies/actor.ts';
import { insertMissing, learnWords } from './search-dictionary.ts';
import { indexed, postingsOf, type IndexedTexts } from './search-words.ts';

async function nameOf(userId: number): Promise<string> {
  return (await User.findByPk(userId, { attributes: NAME_COLUMNS }))?.displayName ?? '';
}

/** Everything by which a complaint is found. */
export interface Indexed extends IndexedTexts {
  readonly complaintId: number;
}

/** Reads what a complaint is found by. */
export async function indexOf(complaint: Complaint, filer?: Person): Promise<Indexed> {
  const { id: complaintId, title, description, location, reporterId } = complaint;
  const reporter = filer?.name ?? (await nameOf(reporterId));
  const where = { complaintId };
  const remarks =
    filer === undefined
      ? await Remark.findAll({ attributes: ['text', 'isInternal'], where, order: [['id', 'ASC']], raw: true })
      : [];
  // As it comes from the database, yes is 1.
  const said = (isInternal: boolean) =>
    remarks.filter((remark) => Boolean(remark.isInternal) === isInternal).map(({ text }) => text);
  return {
    complaintId,
    ...indexed({
      title_words: [title],
      location_words: [location],
      reporter_words: [reporter],
      description_words: [description],
      remark_words: said(false),
      note_words: said(true),
    }),
  };
}

/** Brings postings in step with the words; few change, and of a new complaint none is there. */
async function writePostings(complaintId: number, wanted: readonly number[], isNew: boolean): Promise<void> {
  const ids = new Set(wanted);
  const present = isNew
    ? []
    : await selectOnce<{ wordId: number }>(
        `SELECT word_id AS wordId FROM search_postings WHERE complaint_id = ${complaintId}`,
      );
  const gone = present.map((row) => row.wordId).filter((id) => !ids.has(id));
  for (const row of present) ids.delete(row.wordId);
  const rows = [...ids].map((id) => `(${complaintId}, ${id})`);
  await insertMissing('search_postings', 'complaint_id, word_id', rows);
  if (gone.length > 0)
    await database().query(
      `DELETE FROM search_postings WHERE complaint_id = ${complaintId} AND word_id IN (${gone.join(', ')})`,
    );
}

/** Writes what a complaint is found by; its words are known already. */
export async function writeIndex(index: Indexed, isNew: boolean): Promise<void> {
  const { complaintId, documents } = index;
  const texts = Object.values(documents).map((document) => database().escape(document));
  await database().query(
    `REPLACE INTO search_documents (complaint_id, ${Object.keys(documents).join(', ')}) VALUES (${complaintId}, ${texts.join(', ')})`,
  );
  await writePostings(complaintId, postingsOf(index), isNew);
}

/**
 * Makes a complaint found under its present words; part of the transaction that changes them.
 *
 * @param filer who is just filing it: their name is known, and nothing was said yet.
 */
export async function indexComplaint(complaint: Complaint, filer?: Person): Promise<void> {
  const index = await indexOf(complaint, filer);
  await learnWords(index.words);
  await writeIndex(index, filer !== undefined);
}
