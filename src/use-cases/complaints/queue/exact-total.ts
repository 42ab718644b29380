import type { WhereOptions } from 'sequelize';
import { keptShortly } from '../../../journal/kept.ts';
import { Complaint } from '../../../models/complaint.ts';
import type { Actor } from '../../../policies/actor.ts';
import { complaintPolicy } from '../../../policies/complaint.ts';
import { UNSOLVED } from '../../../policies/complaint-steps.ts';
import { countListed, type Asked } from '../../reports/count-listed.ts';
import type { QueueView, Statuses } from './queue-filter.ts';

/** Views of what is unsolved, of which there is never very much. */
const OF_UNSOLVED: ReadonlySet<QueueView> = new Set([
  'mine',
  'unassigned',
  'open',
  'waiting',
  'due',
  'overdue',
]);

function isOfUnsolved({ view, statusIds, categories }: Asked, statuses: Statuses): boolean {
  const unsolved = new Set(UNSOLVED.flatMap((category) => statuses.get(category) ?? []));
  return (
    OF_UNSOLVED.has(view) ||
    (statusIds.length > 0 && statusIds.every((id) => unsolved.has(id))) ||
    (categories.length > 0 && categories.every((category) => UNSOLVED.includes(category)))
  );
}

/** A list that has more complaints than are counted for every page. */
interface LongList {
  readonly asked: Asked;
  readonly where: WhereOptions;
  readonly statuses: Statuses;
  readonly now: Date;
  readonly timeZone: string;
}

/**
 * How many complaints a long list has in all, where that is soon known: of those that figures lead to, so that whoever
 * follows a figure finds as many, and of unsolved ones. Undefined for others, of which it is told that there are more.
 */
export async function exactTotal(actor: Actor, list: LongList): Promise<number | undefined> {
  if (!complaintPolicy.may(actor, 'readAll')) return undefined;
  const { asked, where, statuses, now, timeZone } = list;
  return keptShortly(`exact total ${actor.id} ${timeZone} ${JSON.stringify(asked)}`, async () => {
    if (isOfUnsolved(asked, statuses)) return Complaint.count({ where });
    return countListed(asked, now, timeZone);
  });
}
