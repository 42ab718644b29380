import { database } from '../../../database/connect.ts';
import { run } from '../../../database/statement.ts';
import { selectOnce } from '../../../database/select.ts';
import type { Complaint } from '../../../models/complaint.ts';
import { Remark } from '../../../models/remark.ts';
import { NAME_COLUMNS, User } from '../../../models/user.ts';
import { learnWords } from './search-dictionary.ts';
import { indexed, postingsOf, type IndexedTexts, type PlacedText } from './search-indexed.ts';
import { ELSEWHERE, PLACE_COLUMNS } from './search-places.ts';

async function nameOf(userId: number): Promise<string> {
  return (await User.findByPk(userId, { attributes: NAME_COLUMNS }))?.displayName ?? '';
}

/** Everything by which a complaint is found. */
export interface Indexed extends IndexedTexts {
  readonly complaintId: number;
}

/** The columns of a complaint's document. */
export const DOCUMENT_COLUMNS = [
  'title_words',
  'location_words',
  'reporter_words',
  'description_words',
  'remark_words',
  'note_words',
];
const PLACES = [...PLACE_COLUMNS, ELSEWHERE];

/** Reads what a complaint is found by. */
export async function indexOf(complaint: Complaint): Promise<Indexed> {
  const { id: complaintId, title, description, location, reporterId } = complaint;
  const attributes = ['text', 'isInternal'];
  const where = { complaintId };
  const remarks = await Remark.findAll({ attributes, where, order: [['id', 'ASC']], raw: true });
  // As it comes from the database, yes is 1.
  const said = remarks.map(({ text, isInternal }): PlacedText => [
    isInternal ? 'note_words' : 'remark_words',
    text,
  ]);
  const texts: PlacedText[] = [
    ['reporter_words', await nameOf(reporterId)],
    ['title_words', title],
    ['location_words', location],
    ['description_words', description],
    ...said,
  ];
  return { complaintId, ...indexed(texts, DOCUMENT_COLUMNS) };
}

/** The postings of a complaint: the places of the words, by their numbers. */
async function presentPostings(complaintId: number): Promise<Map<string, string>> {
  // Numbers of so many bits would be rounded.
  const columns = PLACES.map((column) => `COALESCE(CAST(${column} AS CHAR), 'NULL') AS ${column}`);
  const rows = await selectOnce<Readonly<Record<string, string | number>>>(
    `SELECT word_id, ${columns.join(', ')} FROM search_postings WHERE complaint_id = ${complaintId}`,
  );
  return new Map(rows.map((row) => [String(row.word_id), PLACES.map((column) => row[column]).join(' ')]));
}

/** Brings postings in step with the words; few change. */
async function writePostings(complaintId: number, wanted: readonly (readonly string[])[]): Promise<void> {
  const present = await presentPostings(complaintId);
  const changed = wanted.filter(([id = '', ...places]) => present.get(id) !== places.join(' '));
  const kept = new Set(wanted.map(([id]) => id));
  const gone = [...present.keys()].filter((id) => !kept.has(id));
  const rows = changed.map((values) => `(${complaintId}, ${values.join(', ')})`);
  if (rows.length > 0)
    await run(
      `REPLACE INTO search_postings (complaint_id, word_id, ${PLACES.join(', ')}) VALUES ${rows.join(', ')}`,
    );
  if (gone.length > 0)
    await run(
      `DELETE FROM search_postings WHERE complaint_id = ${complaintId} AND word_id IN (${gone.join(', ')})`,
    );
}

/** Writes what a complaint is found by; its words are known already. */
export async function writeIndex(index: Indexed): Promise<void> {
  const { complaintId, documents } = index;
  const texts = Object.values(documents).map((document) => database().escape(document));
  await run(
    `REPLACE INTO search_documents (complaint_id, ${Object.keys(documents).join(', ')}) VALUES (${complaintId}, ${texts.join(', ')})`,
  );
  await writePostings(complaintId, postingsOf(index));
}

/** Makes a complaint found under its present words; part of the transaction that changes them. */
export async function indexComplaint(complaint: Complaint): Promise<void> {
  const index = await indexOf(complaint);
  await learnWords(index.words.keys());
  await writeIndex(index);
}
