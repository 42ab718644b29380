import { Op, type WhereOptions } from 'sequelize';
import { Complaint } from '../../../models/complaint.ts';
import type { Person } from '../../../policies/actor.ts';
import { ownComplaints, PAGE_SIZE, type OwnComplaints, type OwnView } from '../steps/own-complaint.ts';
import { summaryParts } from '../conversation/present-complaint.ts';
import { statusesByCategory } from './queue-filter.ts';

async function conditions(person: Person): Promise<Record<OwnView, WhereOptions>> {
  const reporterId = person.id;
  const closed = (await statusesByCategory()).get('closed') ?? [];
  return {
    all: { reporterId },
    open: { reporterId, statusId: { [Op.notIn]: closed } },
    closed: { reporterId, statusId: closed },
  };
}

/** What the person filed, the newest first; a page beyond the last is the last. */
export async function listOwnComplaints(
  person: Person,
  page = 1,
  view: OwnView = 'all',
): Promise<OwnComplaints> {
  const where = await conditions(person);
  const all = await Complaint.count({ where: where.all });
  const closed = await Complaint.count({ where: where.closed });
  const counts = { all, open: all - closed, closed };
  const pages = Math.max(1, Math.ceil(counts[view] / PAGE_SIZE));
  const shown = Math.min(Math.max(1, page), pages);
  const rows = await Complaint.findAll({
    where: where[view],
    include: summaryParts,
    order: [['id', 'DESC']],
    limit: PAGE_SIZE,
    offset: (shown - 1) * PAGE_SIZE,
  });
  const complaints = await ownComplaints(rows, person.id);
  return { complaints, total: counts[view], counts, page: shown, pages };
}
