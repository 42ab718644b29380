import type { WhereOptions } from 'sequelize';
import type { Author } from '../../journal/events.ts';
import { record } from '../../journal/record.ts';
import { Session } from '../../models/session.ts';

/** Ends sessions, inside a transaction, and tells it of each person whose they were. Returns how many ended. */
export async function endSessionsWhere(by: Author, where: WhereOptions, reason: string): Promise<number> {
  const rows = await Session.findAll({ attributes: ['sid', 'userId'], where, raw: true });
  const counts = new Map<number | null, number>();
  for (const { sid, userId } of rows) {
    const count = await Session.destroy({ where: { sid } });
    counts.set(userId, (counts.get(userId) ?? 0) + count);
  }
  for (const [userId, count] of counts) {
    if (count > 0) await record({ name: 'session.ended', by, subjectId: userId, details: { reason, count } });
  }
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
