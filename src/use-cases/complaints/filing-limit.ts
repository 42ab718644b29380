import { Op, Transaction } from 'sequelize';
import { isSqlite } from '../../database/connect.ts';
import { LimitError } from '../../errors.ts';
import { Complaint } from '../../models/complaint.ts';
import { User } from '../../models/user.ts';

const HOUR_MS = 3_600_000;

/**
 * Refuses what is more than one person may file within an hour. Part of the transaction that files: it makes whoever
 * files at the same moment in the same name wait, so that what is counted stays true.
 *
 * @param most 0: no limit.
 * @throws LimitError that says when it will be possible.
 */
export async function refuseTooMany(reporterId: number, most: number): Promise<void> {
  if (most === 0) return;
  await User.findByPk(reporterId, {
    attributes: ['id'],
    // SQLite has one writer at a time and knows no row locks.
    ...(isSqlite() ? {} : { lock: Transaction.LOCK.UPDATE }),
  });
  // Only now: those waited for have filed meanwhile.
  const now = new Date();
  const recent = await Complaint.findAll({
    attributes: ['createdAt'],
    where: { reporterId, createdAt: { [Op.gt]: new Date(now.getTime() - HOUR_MS) } },
    order: [['createdAt', 'DESC']],
    limit: most,
  });
  const first = recent[most - 1];
  if (first === undefined) return;
  const minutes = Math.max(1, Math.ceil((first.createdAt.getTime() + HOUR_MS - now.getTime()) / 60_000));
  throw new LimitError(
    `You filed ${most} complaints within an hour, which is the most that is possible. Your text is still here: send it again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  );
}
