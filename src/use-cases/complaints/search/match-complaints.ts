import { literal, Op, type WhereOptions } from 'sequelize';
import { selectOnce } from '../../../database/select.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { COUNT_LIMIT, type Count } from '../queue/count-up-to.ts';
import { complaintsBy, conditionSql } from '../queue/complaints-sql.ts';
import { candidatesOf } from './search-candidates.ts';
import { holdsSomewhere, weight, type Reader } from './search-conditions.ts';
import { inTurn } from './search-postings.ts';
import { fold } from './search-fold.ts';
import { allFound, countFound, documentsOf, foundAmong, holdsFor, newestFound } from './search-found.ts';
import { termsOf, type Term } from './search-terms.ts';

/** What is typed beyond this is ignored. */
const TYPED_LENGTH = 500;

/** Among so many what was found is weighed by what it says, which takes reading it. */
const MOST_WEIGHED = 500;

/** What a search found that knows all of it. */
export interface FewMatch {
  readonly kind: 'few';
  /** The best and newest first; of more than are weighed, the newest. */
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
  /** Reads some of what was found, the newest first, where that is quicker than by the condition. */
  readonly newest: ((limit: number, offset: number) => Promise<readonly number[]>) | undefined;
  /** All that was found among complaints that are few beside all that were solved. */
  readonly among: (where: WhereOptions) => Promise<FewMatch>;
}

const NOTHING: FewMatch = { kind: 'few', ids: [], more: false };

/** The documents of a FROM clause that hold all terms, the best and newest first. */
async function best(reader: Reader, terms: readonly Term[], from: string): Promise<FewMatch> {
  const score = terms.map((term) => weight(reader, term)).join(' + ');
  const all = terms.map((term) => holdsSomewhere(reader, term)).join(' AND ');
  const rows = await selectOnce<{ id: number; score: number }>(
    `SELECT d.complaint_id AS id, ${score} AS score FROM ${from} AND ${all} ORDER BY d.complaint_id DESC LIMIT ${COUNT_LIMIT + 1}`,
  );
  const sorted = rows.slice(0, COUNT_LIMIT).toSorted((a, b) => b.score - a.score || b.id - a.id);
  return { kind: 'few', ids: sorted.map(({ id }) => id), more: rows.length > COUNT_LIMIT };
}

/** What was found, weighed unless it is very many. */
function weighed(
  reader: Reader,
  terms: readonly Term[],
  ids: readonly number[],
): Promise<FewMatch> | FewMatch {
  if (ids.length === 0) return NOTHING;
  if (ids.length > MOST_WEIGHED) return { kind: 'few', ids, more: false };
  return best(reader, terms, `search_documents AS d WHERE d.complaint_id IN (${ids.join(', ')})`);
}

async function amongAll(
  reader: Reader,
  terms: readonly Term[],
  first: number | undefined,
): Promise<FewMatch | ManyMatch> {
  const candidates = await candidatesOf(terms);
  const [rarest] = candidates;
  if (rarest === undefined || rarest.size === 0) return NOTHING;
  if (rarest.size <= MOST_WEIGHED) return best(reader, terms, documentsOf(candidates));
  if (rarest.size <= COUNT_LIMIT) return weighed(reader, terms, await allFound(reader, candidates));
  return {
    kind: 'many',
    condition: { [Op.and]: candidates.map((one) => literal(holdsFor(reader, one, 'id'))) },
    first,
    count: () => countFound(reader, candidates),
    newest: rarest.isInOrder ? (limit, offset) => newestFound(reader, candidates, limit, offset) : undefined,
    async among(where) {
      const few = `SELECT id AS complaint_id FROM ${complaintsBy(undefined)} WHERE ${conditionSql(where)}`;
      const ids = await foundAmong(reader, candidates, few);
      return { kind: 'few', ids: ids.slice(0, COUNT_LIMIT), more: ids.length > COUNT_LIMIT };
    },
  };
}

/** The complaint of those visible whose number is all that was typed. */
export async function byNumber(text: string, visible: WhereOptions): Promise<number | undefined> {
  const number = /^\s*#?\s*(\d{1,9})\s*$/.exec(fold(text))?.[1];
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
