import { boundList } from '../../../database/select.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { Person } from '../../../policies/actor.ts';
import { matchOwn } from './match-complaints.ts';
import { ownComplaints, PAGE_SIZE, type OwnComplaints, type OwnView } from '../steps/own-complaint.ts';
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
  page = 1,
  view: OwnView = 'all',
): Promise<OwnComplaints> {
  const { ids, more } = await matchOwn(person.id, text);
  const found = await byView(ids);
  const total = found[view].length;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const here = found[view].slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE);
  const { places, bind } = boundList(here);
  const rows = await ownComplaints(person.id, `AND c.id IN (${places})`, bind);
  const complaints = rows.toSorted((a, b) => here.indexOf(a.id) - here.indexOf(b.id));
  const counts = { all: found.all.length, open: found.open.length, closed: found.closed.length };
  return { complaints, total, counts, more, page: shown, pages };
}
