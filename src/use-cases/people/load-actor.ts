import { Group } from '../../models/group.ts';
import { User } from '../../models/user.ts';
import { actorFor, type Person } from '../../policies/actor.ts';

/** An actor and the session version that a session of theirs must carry. */
export interface SignedIn {
  readonly actor: Person;
  readonly sessionVersion: number;
}

/** The active person with this id and their groups of this moment, or nothing. */
export async function loadActor(id: number): Promise<SignedIn | undefined> {
  const user = await User.scope('withPassword').findOne({
    attributes: ['id', 'username', 'firstName', 'lastName', 'isSuperuser', 'sessionVersion'],
    where: { id, isActive: true },
    include: [{ model: Group, as: 'groups', attributes: ['name'], through: { attributes: [] } }],
  });
  return user === null ? undefined : { actor: actorFor(user), sessionVersion: user.sessionVersion };
}
