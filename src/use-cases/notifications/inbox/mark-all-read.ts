import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { Notification } from '../../../models/notification.ts';
import type { Person } from '../../../policies/actor.ts';
import { parseInput } from '../../parse-input.ts';
import { wholeNumber } from '../../whole-number.ts';

/** The newest that its reader has seen: what came since stays unread. */
export const newestSeen = wholeNumber('There is no such notification.', 0);

/** Remembers that somebody read all of their news up to the newest that they saw; returns how many were unread. */
export async function markAllRead(person: Person, input: unknown): Promise<number> {
  const newest = parseInput(newestSeen, input);
  const where = {
    recipientId: person.id,
    channel: 'portal',
    readAt: null,
    id: { [Op.lte]: newest },
  };
  const [count] = await inTransaction(() => Notification.update({ readAt: presentMoment() }, { where }));
  return count;
}
