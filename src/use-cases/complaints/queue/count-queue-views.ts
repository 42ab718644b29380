import { Op, type WhereOptions } from 'sequelize';
import { keptShortly } from '../../../journal/kept.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { countUpTo, type Count } from './count-up-to.ts';
import { QUEUE_VIEWS, viewCondition, type QueueView, type Statuses, type Times } from './queue-filter.ts';

function viewConditions(actor: Actor, statuses: Statuses, times: Times): Record<QueueView, WhereOptions> {
  const visible = complaintPolicy.visibleTo(actor);
  const views = QUEUE_VIEWS.map((view) => [
    view,
    { [Op.and]: [visible, viewCondition(view, actor, statuses, times)] },
  ]);
  return Object.fromEntries(views) as Record<QueueView, WhereOptions>;
}

/** How many complaints each view has; whoever sees all sees those of a moment ago, or of their own last step. */
export function countQueueViews(
  actor: Actor,
  statuses: Statuses,
  times: Times,
): Promise<Record<QueueView, Count>> {
  const count = () => countUpTo(viewConditions(actor, statuses, times));
  const seesAll = complaintPolicy.may(actor, 'readAll');
  return seesAll ? keptShortly(`complaints by view for ${actor.id}`, count) : count();
}
