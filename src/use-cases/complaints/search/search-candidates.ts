import { QueryTypes } from 'sequelize';
import { database } from '../../../database/connect.ts';
import { COUNT_LIMIT } from '../queue/count-up-to.ts';
import { findWords, keyOf, type Source } from './search-dictionary.ts';
import type { Alternative, Lookup, Term } from './search-terms.ts';

/** Complaints among which are all that hold a term; where the term is a word, no others. */
export interface Candidates {
  readonly term: Term;
  /** How many, counted a little beyond the limit of counts. */
  readonly size: number;
  /** A query of their numbers as `complaint_id`. */
  readonly query: string;
  /** The words that the term means, where it is a word and these are not very many. */
  readonly wordIds: readonly number[] | undefined;
}

interface Sized extends Source {
  readonly size: number;
}

function queryOf({ from, wordIds }: Source): string {
  const distinct = wordIds?.length === 1 ? '' : 'DISTINCT ';
  return `SELECT ${distinct}p.complaint_id AS complaint_id FROM ${from}`;
}

/** Counts the postings of every source, none further than matters. */
async function sized(sources: ReadonlyMap<string, Source>): Promise<Map<string, Sized>> {
  const known = [...sources].filter(([, { from }]) => from !== undefined);
  const counts = known.map(
    ([, source], n) =>
      `(SELECT COUNT(*) FROM (${queryOf(source)} LIMIT ${COUNT_LIMIT + 1}) AS some${n}) AS n${n}`,
  );
  const [row] =
    counts.length > 0
      ? await database().query<Record<string, number>>(`SELECT ${counts.join(', ')}`, {
          type: QueryTypes.SELECT,
        })
      : [];
  const sizes = new Map(known.map(([key], n) => [key, row?.[`n${n}`] ?? 0]));
  return new Map([...sources].map(([key, source]) => [key, { ...source, size: sizes.get(key) ?? 0 }]));
}

/** The rarest of what every document with this alternative is under. */
function rarestOf({ lookups }: Alternative, sources: ReadonlyMap<string, Sized>): Sized[] {
  const all = lookups.flatMap((lookup) => sources.get(keyOf(lookup)) ?? []);
  return all.toSorted((a, b) => a.size - b.size).slice(0, 1);
}

function candidates(term: Term, sources: ReadonlyMap<string, Sized>): Candidates {
  const rarest = term.alternatives
    .flatMap((alternative) => rarestOf(alternative, sources))
    .filter(({ size }) => size > 0);
  const size = rarest.reduce((sum, one) => sum + one.size, 0);
  const [only] = rarest;
  const wordIds = term.isWord ? only?.wordIds : undefined;
  return { term, size, query: rarest.map(queryOf).join(' UNION '), wordIds };
}

/** Where each term may be found, the rarest first; two queries in all. */
export async function candidatesOf(terms: readonly Term[]): Promise<Candidates[]> {
  const lookups = new Map(
    terms
      .flatMap(({ alternatives }) => alternatives)
      .flatMap((alternative) => alternative.lookups)
      .map((lookup) => [keyOf(lookup), lookup]),
  );
  const sources = await sized(await findWords([...lookups.values()]));
  return terms.map((term) => candidates(term, sources)).toSorted((a, b) => a.size - b.size);
}

/** Complaints among which are all that have these words; undefined: too many to know them all. */
export async function narrow(lookups: readonly Lookup[]): Promise<number[] | undefined> {
  if (lookups.length === 0) return undefined;
  const sources = await sized(await findWords(lookups));
  const [rarest] = rarestOf({ needle: '', lookups }, sources);
  if (rarest === undefined || rarest.size > COUNT_LIMIT) return undefined;
  if (rarest.size === 0) return [];
  const rows = await database().query<{ complaint_id: number }>(queryOf(rarest), { type: QueryTypes.SELECT });
  return rows.map((row) => row.complaint_id);
}
