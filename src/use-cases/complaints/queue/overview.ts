import { User } from '../../../models/user.ts';
import { can, type Actor } from '../../../policies/actor.ts';
import { userPolicy } from '../../../policies/user.ts';
import type { Count } from './count-up-to.ts';
import { hasOwnWork, seesAllFigures } from '../../../policies/report.ts';
import { firstComplaints, listComplaints } from './list-complaints.ts';
import type { QueueView } from './queue-filter.ts';
import type { QueueRow } from './queue-row.ts';

/** Complaints of one list on the first page. */
const SHOWN = 6;

/** The beginning of a view of the queue, what is most pressing in it first. */
export interface OverviewList {
  readonly view: QueueView;
  readonly rows: readonly QueueRow[];
}

/** What there is to look after. */
export interface Overview {
  /** Null for those who are told figures of their own or of all, which say it: it is counted once. */
  readonly views: Readonly<Record<QueueView, Count>> | null;
  readonly lists: readonly OverviewList[];
  /** Null for those who do not look after people. */
  readonly activeUsers: number | null;
}

/** Engineers look after their own work and what nobody has; those who direct also after what takes too long. */
function viewsFor(actor: Actor): QueueView[] {
  if (!can(actor, 'reports.view')) return ['mine', 'unassigned'];
  return hasOwnWork(actor) ? ['unassigned', 'overdue', 'mine'] : ['unassigned', 'overdue'];
}

/** How much there is to look after and what of it comes first, as far as the actor may see it. */
export async function overview(actor: Actor, now: Date = new Date()): Promise<Overview> {
  const views =
    hasOwnWork(actor) || seesAllFigures(actor)
      ? null
      : (await listComplaints(actor, { pageSize: 1 }, now)).views;
  const lists: OverviewList[] = [];
  for (const view of viewsFor(actor)) {
    if (views?.[view].count === 0) continue;
    const rows = await firstComplaints(actor, { view, sort: 'pressing', pageSize: SHOWN }, now);
    lists.push({ view, rows });
  }
  const activeUsers = userPolicy.may(actor, 'list')
    ? await User.count({ where: { isActive: true, isService: false } })
    : null;
  return { views, lists: lists.filter((list) => list.rows.length > 0), activeUsers };
}
