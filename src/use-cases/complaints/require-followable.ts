import { InvalidInputError } from '../../errors.ts';
import { Complaint } from '../../models/complaint.ts';

/**
 * Makes sure that a new complaint may continue an older one: one's own, which is closed.
 *
 * @returns null where it continues none.
 * @throws InvalidInputError at `followUpOfId`.
 */
export async function requireFollowable(reporterId: number, id: number | undefined): Promise<number | null> {
  if (id === undefined) return null;
  const earlier = await Complaint.findOne({ where: { id, reporterId }, include: ['status'] });
  if (earlier === null) throw new InvalidInputError({ followUpOfId: 'There is no such complaint of yours.' });
  if (earlier.status?.category !== 'closed') {
    throw new InvalidInputError({
      followUpOfId: 'That complaint is not closed. Please reply to it instead.',
    });
  }
  return id;
}
