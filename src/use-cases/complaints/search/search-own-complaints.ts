import { boundList } from '../../../database/select.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { Person } from '../../../policies/actor.ts';
import { matchOwn } from './match-complaints.ts';
import {
  ownComplaints,
  pageBounds,
  type OwnComplaints,
  type OwnPage,
  type OwnView,
} from '../steps/own-complaint.ts';
import { statusesByCategory } from '../queue/queue-filter.ts';

/** What is found for each view, in the order in which it was found. */
async function byView(ids: readonly number[]): Promise<Record<OwnView, number[]>> {
  const closed = new Set((await statusesByCategory()).get('closed'));
  const rows = await Complaint.findAll({
    attributes: ['id', 'statusId'],
    where: { id: [...ids] },
    raw: true,
  });
  const done = new Set(rows.filter(({ statusId }) => closed.has(statusId)).map(({ id }) => id));
  return { all: [...ids], open: ids.filter((id) => !done.has(id)), closed: ids.filter((id) => done.has(id)) };
}

/**
 * Finds what the person filed, as `searchComplaints` does: engineers, too, find only their own here, and nobody by an
 * internal note.
 */
export async function searchOwnComplaints(
  person: Person,
  text: string,
  asked: OwnPage = 1,
  view: OwnView = 'all',
): Promise<OwnComplaints> {
  const { ids, more } = await matchOwn(person.id, text);
  const found = await byView(ids);
  const total = found[view].length;
  const { page, pages, from, size } = pageBounds(total, asked);
  const here = found[view].slice(from, from + size);
  const { places, bind } = boundList(here);
  const rows = await ownComplaints(person.id, `AND c.id IN (${places})`, bind);
  const placeOf = new Map(here.map((id, place) => [id, place]));
  const complaints = rows.toSorted((a, b) => (placeOf.get(a.id) ?? 0) - (placeOf.get(b.id) ?? 0));
  const counts = { all: found.all.length, open: found.open.length, closed: found.closed.length };
  return { complaints, total, counts, more, page, pages };
}
