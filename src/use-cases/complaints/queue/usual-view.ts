import { can, type Actor } from '../../../policies/actor.ts';
import type { QueueView } from './queue-filter.ts';
import type { QueueSort } from './queue-order.ts';

/** The view that somebody begins with: what they hand out, what they work on, or all there is to read. */
export function usualView(actor: Actor): QueueView {
  if (can(actor, 'complaints.assign')) return 'unassigned';
  return can(actor, 'complaints.work') ? 'mine' : 'all';
}

/** How a view is sorted that nobody sorted: what waits for somebody overdue first, what is over by when it was. */
export function usualSort(view: QueueView): QueueSort {
  return view === 'resolved' || view === 'all' ? 'lastActivity' : 'pressing';
}
