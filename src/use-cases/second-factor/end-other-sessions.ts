import { Op } from 'sequelize';
import { Session } from '../../models/session.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { endSessionsWhere } from '../people/end-sessions-where.ts';

/** The session goes on, by the version that counts from now on. */
async function carryOn(userId: number, sid: string): Promise<void> {
  const session = await Session.findOne({ where: { sid, userId } });
  if (session === null) return;
  const user = await User.findByPk(userId, { attributes: ['id', 'sessionVersion'], rejectOnEmpty: true });
  const data = { ...(JSON.parse(session.data) as object), sessionVersion: user.sessionVersion };
  await session.update({ data: JSON.stringify(data) }, { silent: true });
}

/**
 * Ends all sessions of somebody who has a second factor from now on, but the one in which they set it up, inside the running
 * transaction: whoever opened another gave a password alone, and may be somebody else. The raised version also refuses the
 * session of a sign-in that is under way, whose password was looked at before.
 *
 * @param sid what is stored of that session's id.
 */
export async function endOtherSessions(person: Person, sid: string): Promise<void> {
  await User.increment('sessionVersion', { where: { id: person.id }, silent: true });
  await carryOn(person.id, sid);
  await endSessionsWhere(person, { userId: person.id, sid: { [Op.ne]: sid } }, 'second_factor_set_up');
}
