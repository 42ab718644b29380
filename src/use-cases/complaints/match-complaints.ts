import { Op } from 'sequelize';
import { Complaint } from '../../models/complaint.ts';
import { Remark } from '../../models/remark.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { NAME_COLUMNS } from './conflict.ts';
import { searchAll, searchOwn, type Candidates } from './search-candidates.ts';
import { fold, termsOf, type Term } from './search-words.ts';

/** What is typed beyond this is ignored. */
const TYPED_LENGTH = 500;

const seesAll = (actor: Actor) => complaintPolicy.may(actor, 'readAll');
const seesNotes = (actor: Actor) => seesAll(actor) && complaintPolicy.may(actor, 'readNotes');

async function candidates(actor: Actor, terms: readonly Term[]): Promise<Candidates> {
  const words = [...new Set(terms.flatMap((term) => term.words))];
  if (words.length === 0) return { ids: [], more: false };
  return seesAll(actor) ? searchAll(words, seesNotes(actor)) : searchOwn(words, actor.id ?? 0);
}

/** What a complaint says, the parts that count most first. */
type Texts = readonly { readonly text: string; readonly weight: number }[];

/** The names of those who reported these complaints, by their ids. */
async function reporterNames(rows: readonly { reporterId: number }[]): Promise<Map<number, string>> {
  const ids = new Set(rows.map(({ reporterId }) => reporterId));
  const users = await User.findAll({ attributes: NAME_COLUMNS, where: { id: [...ids] } });
  return new Map(users.map(({ id, displayName }) => [id, displayName]));
}

async function textsOf(actor: Actor, ids: readonly number[]): Promise<Map<number, Texts>> {
  // As plain rows, of which there are hundreds: models of them would take longer than the search itself.
  const rows = await Complaint.findAll({
    attributes: ['id', 'title', 'description', 'location', 'reporterId'],
    where: { [Op.and]: [{ id: [...ids] }, complaintPolicy.visibleTo(actor)] },
    raw: true,
  });
  const names = await reporterNames(rows);
  const remarks = await Remark.findAll({
    attributes: ['complaintId', 'text'],
    where: { complaintId: [...ids], ...(seesNotes(actor) ? {} : { isInternal: false }) },
    raw: true,
  });
  const said = new Map<number, string[]>();
  for (const { complaintId, text } of remarks)
    said.set(complaintId, [...(said.get(complaintId) ?? []), text]);
  return new Map(
    rows.map(({ id, title, description, location, reporterId }) => [
      id,
      [
        { text: fold(title), weight: 5 },
        { text: fold(location), weight: 3 },
        { text: fold(names.get(reporterId) ?? ''), weight: 3 },
        { text: fold(description), weight: 2 },
        { text: fold((said.get(id) ?? []).join('\n')), weight: 1 },
      ],
    ]),
  );
}

/** How well the texts match: for each term the weight of the best place; nothing when a term is missing. */
function score(texts: Texts, terms: readonly Term[]): number {
  let sum = 0;
  for (const term of terms) {
    const place = texts.find(({ text }) => text.includes(term.text));
    if (place === undefined) return 0;
    sum += place.weight;
  }
  return sum;
}

async function byNumber(actor: Actor, text: string): Promise<number[]> {
  const number = /^\s*#?(\d{1,9})\s*$/.exec(text)?.[1];
  if (number === undefined) return [];
  const where = { [Op.and]: [{ id: Number(number) }, complaintPolicy.visibleTo(actor)] };
  return (await Complaint.findOne({ attributes: ['id'], where })) === null ? [] : [Number(number)];
}

/** What a search found. */
export interface Match {
  /** Complaints that the actor may see, the best and newest first. */
  readonly ids: readonly number[];
  /** More match; these are of the newest. */
  readonly more: boolean;
}

/** The complaints that a text finds: by number (`#12`), or by words that are all in them. No text is an error. */
export async function matchComplaints(actor: Actor, typed: string): Promise<Match> {
  const text = typed.slice(0, TYPED_LENGTH);
  const terms = termsOf(text);
  const found = await candidates(actor, terms);
  const texts = found.ids.length > 0 ? await textsOf(actor, found.ids) : new Map<number, Texts>();
  const scored = [...texts].map(([id, parts]) => ({ id, score: score(parts, terms) }));
  const best = scored.filter((row) => row.score > 0).toSorted((a, b) => b.score - a.score || b.id - a.id);
  const ids = [...new Set([...(await byNumber(actor, text)), ...best.map(({ id }) => id)])];
  return { ids, more: found.more };
}
