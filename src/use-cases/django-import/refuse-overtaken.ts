import { Op } from 'sequelize';
import { ConflictError } from '../../errors.ts';
import { User } from '../../models/user.ts';
import { takeIdentityTurn } from '../people/identity-turn.ts';
import type { PlannedPerson } from './people.ts';

const OVERTAKEN =
  'Somebody who was added or renamed here meanwhile has a username or an e-mail address of the old portal. Nothing of the last people was written: run the import again.';

/**
 * Makes sure, until the transaction ends, that these people are still called as nobody here is or can be reached: how
 * they were going to be called was found out before it began.
 *
 * @throws ConflictError where somebody came in between.
 */
export async function refuseOvertaken(people: readonly PlannedPerson[]): Promise<void> {
  await takeIdentityTurn();
  const built = people.map(({ username, email }) => User.build({ username, email }));
  const usernames = built.map(({ usernameFolded }) => usernameFolded);
  const emails = built.map(({ emailFolded }) => emailFolded).filter((key) => (key ?? '') !== '');
  const looks = built.map(({ usernameLook }) => usernameLook);
  const other = await User.findOne({
    attributes: ['id'],
    where: {
      [Op.or]: [
        { usernameFolded: [...usernames, ...emails] },
        { emailFolded: usernames },
        { usernameLook: looks },
      ],
    },
  });
  if (other !== null) throw new ConflictError(OVERTAKEN);
}
