import { Complaint } from '../../models/complaint.ts';
import type { Person } from '../../policies/actor.ts';
import { summaryOf, summaryParts, type ComplaintSummary } from './present-complaint.ts';

/** Complaints on one page of the list. */
const PAGE_SIZE = 25;

/** One page of somebody's own complaints. */
export interface OwnComplaints {
  readonly complaints: readonly ComplaintSummary[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** What the person filed, the newest first; a page beyond the last is the last. */
export async function listOwnComplaints(person: Person, page = 1): Promise<OwnComplaints> {
  const where = { reporterId: person.id };
  const total = await Complaint.count({ where });
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const rows = await Complaint.findAll({
    where,
    include: summaryParts,
    order: [['id', 'DESC']],
    limit: PAGE_SIZE,
    offset: (shown - 1) * PAGE_SIZE,
  });
  return { complaints: rows.map(summaryOf), total, page: shown, pages };
}
