import { User } from '../../../models/user.ts';
import { can, type Actor } from '../../../policies/actor.ts';
import { userPolicy } from '../../../policies/user.ts';
import type { Count } from './count-up-to.ts';
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
  readonly views: Readonly<Record<QueueView, Count>>;
  readonly lists: readonly OverviewList[];
  /** Null for those who do not look after people. */
  readonly activeUsers: number | null;
}

/** Engineers look after their own work and what nobody has; those who direct also after what takes too long. */
function viewsFor(actor: Actor): [QueueView, ...QueueView[]] {
  return can(actor, 'reports.view') ? ['unassigned', 'overdue', 'mine'] : ['mine', 'unassigned'];
}

/** How much there is to look after and what of it comes first, as far as the actor may see it. */
export async function overview(actor: Actor, now: Date = new Date()): Promise<Overview> {
  const [first, ...others] = viewsFor(actor);
  const { rows, views } = await listComplaints(
    actor,
    { view: first, sort: 'pressing', pageSize: SHOWN },
    now,
  );
  const lists: OverviewList[] = [{ view: first, rows }];
  for (const view of others) {
    if (views[view].count === 0) continue;
    // The views were counted with the first one.
    const found = await firstComplaints(actor, { view, sort: 'pressing', pageSize: SHOWN }, now);
    lists.push({ view, rows: found });
  }
  const activeUsers = userPolicy.may(actor, 'list')
    ? await User.count({ where: { isActive: true, isService: false } })
    : null;
  return { views, lists: lists.filter((list) => list.rows.length > 0), activeUsers };
}
