import { selectOnce } from '../../../database/select.ts';
import { COUNT_LIMIT } from '../queue/count-up-to.ts';
import { findWords, keyOf, type Place, type Source } from './search-dictionary.ts';
import { ELSEWHERE, MOST_PLACED, PLACE_COLUMNS } from './search-places.ts';
import type { Alternative, Term } from './search-terms.ts';

/** Complaints among which are all that hold a term; where the term is a word, no others. */
export interface Candidates {
  readonly term: Term;
  /** How many, counted a little beyond the limit of counts. */
  readonly size: number;
  /** A query of their numbers as `complaint_id`; where it is in order, of the columns of its postings, too. */
  readonly query: string;
  /** The query is of one word, whose postings lie in the order of the complaints. */
  readonly isInOrder: boolean;
  /** Where the term is no word: what it may be, taken apart. */
  readonly phrases: readonly Phrase[];
  /** The words that the term means, where it is a word and these are not very many. */
  readonly wordIds: readonly number[] | undefined;
  /** Each of these words, too, is in all complaints that hold the term; the rarest first. */
  readonly required: readonly Posted[];
}

/** A word of a phrase with all that it may go on as, and how far it stands behind the first. */
export interface PhraseWord {
  readonly wordIds: readonly number[];
  readonly offset: number;
}

/** Words that stand as their offsets say. */
export interface Phrase {
  readonly words: readonly PhraseWord[];
  /** They are all there is to the phrase. */
  readonly isWhole: boolean;
}

/** A word, and in how many complaints it is, counted a little beyond the limit of counts. */
export interface Posted {
  readonly wordId: number;
  readonly size: number;
}

interface Sized extends Source {
  readonly size: number;
}

function queryOf({ from, wordIds }: Source): string {
  const distinct = wordIds?.length === 1 ? '' : 'DISTINCT ';
  return `SELECT ${distinct}p.complaint_id AS complaint_id FROM ${from}`;
}

/** A query of one word's postings. */
const postingsIn = ({ from }: Source) =>
  `SELECT ${['complaint_id', ...PLACE_COLUMNS, ELSEWHERE].map((column) => `p.${column}`).join(', ')} FROM ${from}`;

/** Counts the postings of every source, none further than matters. */
async function sized(sources: ReadonlyMap<string, Source>): Promise<Map<string, Sized>> {
  const known = [...sources].filter(([, { from }]) => from !== undefined);
  const counts = known.map(
    ([, source], n) =>
      `(SELECT COUNT(*) FROM (${queryOf(source)} LIMIT ${COUNT_LIMIT + 1}) AS some${n}) AS n${n}`,
  );
  const [row] =
    counts.length > 0 ? await selectOnce<Record<string, number>>(`SELECT ${counts.join(', ')}`) : [];
  const sizes = new Map(known.map(([key], n) => [key, row?.[`n${n}`] ?? 0]));
  return new Map([...sources].map(([key, source]) => [key, { ...source, size: sizes.get(key) ?? 0 }]));
}

/** What every document with this alternative is under, the rarest first. */
function sourcesOf({ lookups }: Alternative, sources: ReadonlyMap<string, Sized>): Sized[] {
  const all = lookups.flatMap((lookup) => sources.get(keyOf(lookup)) ?? []);
  return all.toSorted((a, b) => a.size - b.size);
}

function posted({ wordIds, size }: Sized): Posted[] {
  const [wordId, ...others] = wordIds ?? [];
  return wordId === undefined || others.length > 0 ? [] : [{ wordId, size }];
}

function phraseOf(alternative: Alternative, sources: ReadonlyMap<string, Sized>): Phrase {
  const words = alternative.lookups.flatMap((lookup): PhraseWord[] => {
    const { offset } = lookup;
    const wordIds = sources.get(keyOf(lookup))?.wordIds;
    // Those beyond are not kept together in one column.
    const isKept = offset !== undefined && offset < MOST_PLACED && wordIds !== undefined;
    return isKept ? [{ wordIds, offset }] : [];
  });
  return { words, isWhole: alternative.isPlaced && words.length === alternative.lookups.length };
}

function candidates(term: Term, sources: ReadonlyMap<string, Sized>): Candidates {
  const possible = term.alternatives
    .map((alternative) => ({ alternative, all: sourcesOf(alternative, sources) }))
    .filter(({ all: [rarest] }) => rarest !== undefined && rarest.size > 0);
  const rarest = possible.flatMap(({ all }) => all.slice(0, 1));
  const [only, ...others] = possible;
  const required = others.length > 0 ? [] : (only?.all ?? []).flatMap(posted);
  const isInOrder = required.length > 0 && rarest.flatMap(posted).length > 0;
  return {
    term,
    size: rarest.reduce((sum, one) => sum + one.size, 0),
    query: rarest.map(isInOrder ? postingsIn : queryOf).join(' UNION '),
    isInOrder,
    phrases: term.isWord ? [] : possible.map(({ alternative }) => phraseOf(alternative, sources)),
    wordIds: term.isWord ? rarest[0]?.wordIds : undefined,
    required,
  };
}

/** Where each term may be found, the rarest first; two queries in all. */
export async function candidatesOf(terms: readonly Term[], place: Place = 'anywhere'): Promise<Candidates[]> {
  const lookups = new Map(
    terms
      .flatMap(({ alternatives }) => alternatives)
      .flatMap((alternative) => alternative.lookups)
      .map((lookup) => [keyOf(lookup), lookup]),
  );
  const sources = await sized(await findWords([...lookups.values()], place));
  return terms.map((term) => candidates(term, sources)).toSorted((a, b) => a.size - b.size);
}
