import { literal, Op, QueryTypes, type WhereOptions } from 'sequelize';
import { database } from '../../../database/connect.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { COUNT_LIMIT, type Count } from '../queue/count-up-to.ts';
import { holdsSomewhere, weight, type Reader } from './search-conditions.ts';
import { inTurn, postingsByWord } from './search-dictionary.ts';
import { candidatesOf, type Candidates } from './search-candidates.ts';
import { termsOf, type Term } from './search-terms.ts';

/** What is typed beyond this is ignored. */
const TYPED_LENGTH = 500;

/** What a search found that knows all of it. */
export interface FewMatch {
  readonly kind: 'few';
  /** The best and newest first. */
  readonly ids: readonly number[];
  /** There are older ones. */
  readonly more: boolean;
}

/** What a search found that found more than any list counts. */
export interface ManyMatch {
  readonly kind: 'many';
  /** Holds for what was found; tested for one complaint after the other. */
  readonly condition: WhereOptions;
  /** The complaint whose number was typed. */
  readonly first: number | undefined;
  readonly count: () => Promise<Count>;
}

const NOTHING: FewMatch = { kind: 'few', ids: [], more: false };

function select<Row extends object>(sql: string): Promise<Row[]> {
  return database().query<Row>(sql, { type: QueryTypes.SELECT });
}

/** The documents of a FROM clause that hold all terms, the best and newest first. */
async function best(reader: Reader, terms: readonly Term[], from: string): Promise<FewMatch> {
  const score = terms.map((term) => weight(reader, term)).join(' + ');
  const all = terms.map((term) => holdsSomewhere(reader, term)).join(' AND ');
  const rows = await select<{ id: number; score: number }>(
    `SELECT d.complaint_id AS id, ${score} AS score FROM ${from} AND ${all} ORDER BY d.complaint_id DESC LIMIT ${COUNT_LIMIT + 1}`,
  );
  const sorted = rows.slice(0, COUNT_LIMIT).toSorted((a, b) => b.score - a.score || b.id - a.id);
  return { kind: 'few', ids: sorted.map(({ id }) => id), more: rows.length > COUNT_LIMIT };
}

const documents = (source: string) =>
  `(${source}) AS found ${inTurn()} search_documents AS d ON d.complaint_id = found.complaint_id WHERE 1 = 1`;

/** Whether being under a word says it all; to those who may not read notes it does not say where the word stands. */
const isCertain = ({ readsNotes }: Reader, { term }: Candidates) => readsNotes && term.isWord;

/** The one word that says it all, where there is one. */
function onlyWord(reader: Reader, candidates: Candidates): number | undefined {
  const { wordIds = [] } = candidates;
  return isCertain(reader, candidates) && wordIds.length === 1 ? wordIds[0] : undefined;
}

/** A condition on one complaint, which no optimizer turns into a search of its own. */
function probe(reader: Reader, candidates: Candidates, id: string): string {
  const { term, wordIds } = candidates;
  const one = onlyWord(reader, candidates);
  const [table, condition] =
    one !== undefined
      ? [postingsByWord('d'), `d.word_id = ${one}`]
      : isCertain(reader, candidates) && wordIds !== undefined
        ? ['search_postings AS d', `d.word_id IN (${wordIds.join(', ')})`]
        : ['search_documents AS d', holdsSomewhere(reader, term)];
  return `(SELECT 1 FROM ${table} WHERE d.complaint_id = ${id} AND ${condition} LIMIT 1) = 1`;
}

/** Counts what is under the rarest term and the others, too. */
async function countAll(reader: Reader, [rarest, ...others]: readonly Candidates[]): Promise<Count> {
  const all = { count: COUNT_LIMIT, more: true };
  if (rarest === undefined || (isCertain(reader, rarest) && others.length === 0)) return all;
  const tested = isCertain(reader, rarest) ? others : [rarest, ...others];
  const joins = tested.flatMap((one, n) => {
    const word = onlyWord(reader, one);
    // Joined, a word is tested three times as quickly.
    const on = `ON d${n}.complaint_id = found.complaint_id AND d${n}.word_id = ${word}`;
    return word === undefined ? [] : [`${inTurn()} ${postingsByWord(`d${n}`)} ${on}`];
  });
  const probes = tested.flatMap((one) =>
    onlyWord(reader, one) === undefined ? [probe(reader, one, 'found.complaint_id')] : [],
  );
  const conditions = probes.length > 0 ? `WHERE ${probes.join(' AND ')}` : '';
  const matching = `SELECT 1 AS one FROM (${rarest.query}) AS found ${joins.join(' ')} ${conditions} LIMIT ${COUNT_LIMIT + 1}`;
  const [row] = await select<{ n: number }>(`SELECT COUNT(*) AS n FROM (${matching}) AS matching`);
  const n = row?.n ?? 0;
  return { count: Math.min(n, COUNT_LIMIT), more: n > COUNT_LIMIT };
}

async function amongAll(
  reader: Reader,
  terms: readonly Term[],
  first: number | undefined,
): Promise<FewMatch | ManyMatch> {
  const candidates = await candidatesOf(terms);
  const [rarest] = candidates;
  if (rarest === undefined || rarest.size === 0) return NOTHING;
  if (rarest.size <= COUNT_LIMIT) return best(reader, terms, documents(rarest.query));
  return {
    kind: 'many',
    condition: { [Op.and]: candidates.map((one) => literal(probe(reader, one, 'id'))) },
    first,
    count: () => countAll(reader, candidates),
  };
}

async function byNumber(text: string, visible: WhereOptions): Promise<number | undefined> {
  const number = /^\s*#?(\d{1,9})\s*$/.exec(text)?.[1];
  if (number === undefined) return undefined;
  const where = { [Op.and]: [{ id: Number(number) }, visible] };
  return (await Complaint.findOne({ attributes: ['id'], where, raw: true }))?.id;
}

const numberFirst = (first: number | undefined, match: FewMatch): FewMatch =>
  first === undefined ? match : { ...match, ids: [...new Set([first, ...match.ids])] };

/** What a text finds among the complaints that somebody reported, as they may read them: never by an internal note. */
export async function matchOwn(reporterId: number, typed: string): Promise<FewMatch> {
  const text = typed.slice(0, TYPED_LENGTH);
  const terms = termsOf(text);
  if (terms.length === 0) return NOTHING;
  // Few enough to need no index, and nobody else's documents are looked at.
  const own = `complaints AS c ${inTurn()} search_documents AS d ON d.complaint_id = c.id WHERE c.reporter_id = ${reporterId}`;
  return numberFirst(await byNumber(text, { reporterId }), await best({ readsNotes: false }, terms, own));
}

/**
 * The complaints that a text finds among those that the actor may see: by number (`#12`), or by terms that are all in
 * them. Those who may read internal notes find by them, nobody else's search looks at them. No text is an error.
 */
export async function matchComplaints(actor: Actor, typed: string): Promise<FewMatch | ManyMatch> {
  if (!complaintPolicy.may(actor, 'readAll')) return matchOwn(actor.id ?? 0, typed);
  const text = typed.slice(0, TYPED_LENGTH);
  const terms = termsOf(text);
  const first = await byNumber(text, complaintPolicy.visibleTo(actor));
  const reader = { readsNotes: complaintPolicy.may(actor, 'readNotes') };
  const match = await amongAll(reader, terms, first);
  return match.kind === 'many' ? match : numberFirst(first, match);
}
