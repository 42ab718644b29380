import { database } from '../../../database/connect.ts';
import { isBehindLetters } from './behind-letters.ts';
import type { Term } from './search-terms.ts';

/** The places of a document, what counts most first; internal notes are read by those alone who may. */
const PLACES = [
  ['title_words', 5],
  ['location_words', 3],
  ['reporter_words', 3],
  ['description_words', 2],
  ['remark_words', 1],
] as const;
const NOTES = ['note_words', 1] as const;

/** Who searches, as far as documents are concerned. */
export interface Reader {
  readonly readsNotes: boolean;
}

const places = ({ readsNotes }: Reader) => (readsNotes ? [...PLACES, NOTES] : PLACES);

function holds(column: string, { alternatives }: Term): string {
  const ways = alternatives.flatMap(({ needle, behindLetters }) => [
    `INSTR(d.${column}, ${database().escape(needle)}) > 0`,
    ...(behindLetters === undefined ? [] : [isBehindLetters(`d.${column}`, behindLetters)]),
  ]);
  return ways.join(' OR ');
}

/** Whether the document `d` holds the term somewhere. */
export function holdsSomewhere(reader: Reader, term: Term): string {
  return `(${places(reader)
    .map(([column]) => holds(column, term))
    .join(' OR ')})`;
}

/** How much the place counts in which the document `d` holds the term. */
export function weight(reader: Reader, term: Term): string {
  const cases = places(reader).map(([column, weighs]) => `WHEN ${holds(column, term)} THEN ${weighs}`);
  return `CASE ${cases.join(' ')} ELSE 0 END`;
}
