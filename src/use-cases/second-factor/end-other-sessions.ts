import { Op } from 'sequelize';
import type { Person } from '../../policies/actor.ts';
import { endSessionsWhere } from '../people/end-sessions-where.ts';

/**
 * Ends all sessions of somebody who has a second factor from now on, but the one in which they set it up, inside the running
 * transaction: whoever opened another gave a password alone, and may be somebody else.
 *
 * @param sid what is stored of that session's id.
 */
export async function endOtherSessions(person: Person, sid: string): Promise<void> {
  await endSessionsWhere(person, { userId: person.id, sid: { [Op.ne]: sid } }, 'second_factor_set_up');
}
