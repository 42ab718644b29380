import { Op } from 'sequelize';
import { InvalidInputError } from '../../errors.ts';
import {
  findAllSameText,
  lookOf,
  lookTheSame,
  mixedAlike,
  mixedWithin,
  otherThan,
} from '../../models/text.ts';
import { User } from '../../models/user.ts';

/** Said of a username that is how somebody else is reached. */
export const IS_EMAIL = 'This is the e-mail address of somebody else.';
/** Said of an e-mail address that is how somebody else signs in. */
export const IS_USERNAME = 'This is the username of somebody else.';

/** What is wrong with a username that mixes scripts as no language does; undefined where it does not. */
export function mixingFault(username: string): string | undefined {
  const alike = mixedAlike(username);
  if (alike.length > 0)
    return `The username mixes ${alike.join(' and ')} letters, which look alike. Write all of it in one script.`;
  const within = mixedWithin(username);
  if (within.length === 0) return undefined;
  return `The username mixes ${within.join(' and ')} letters in one word. Write each word in one script.`;
}

/** Said of a username that cannot be told from this one. */
export function looksLike(username: string): string {
  return `This looks like the username “${username}” of somebody else, with other letters.`;
}

/** As the model would store them: what is compared is never the text that was typed. */
function asStored({ username, email }: { readonly username: string; readonly email: string }) {
  const stored = User.build({ username, email });
  return { username: stored.username, email: stored.email };
}

async function belongsToAnother(
  attribute: 'username' | 'email',
  value: string,
  id: number | null,
): Promise<boolean> {
  if (value === '') return false;
  return (await findAllSameText(User, attribute, value, otherThan(id))).length > 0;
}

/**
 * Refuses a new username that other letters make look like somebody else's, or that mixes scripts as no language does.
 *
 * @param id of the person who gets it; null: somebody new.
 * @throws InvalidInputError at `username`.
 */
export async function refuseLookAlike(username: string, id: number | null): Promise<void> {
  const mixing = mixingFault(username);
  if (mixing !== undefined) throw new InvalidInputError({ username: mixing });
  const others = await User.findAll({
    attributes: ['username'],
    where: { [Op.and]: [{ usernameLook: lookOf(username) }, otherThan(id)] },
  });
  const twin = others.find((other) => lookTheSame(username, other.username));
  if (twin !== undefined) throw new InvalidInputError({ username: looksLike(twin.username) });
}

/**
 * Refuses a username that is somebody else's e-mail address, and the other way round: both sign people in, and one
 * person's must never lead to another's account.
 *
 * @param user the person as they are about to be saved, in whatever spelling; null as id: somebody new.
 * @throws InvalidInputError at `username` or `email`.
 */
export async function refuseConfusion(user: {
  readonly id: number | null;
  readonly username: string;
  readonly email: string;
}): Promise<void> {
  const { username, email } = asStored(user);
  if (username.includes('@') && (await belongsToAnother('email', username, user.id))) {
    throw new InvalidInputError({ username: IS_EMAIL });
  }
  if (await belongsToAnother('username', email, user.id)) {
    throw new InvalidInputError({ email: IS_USERNAME });
  }
}

/**
 * What whoever saves a person should know of their e-mail address; undefined where there is nothing to know.
 *
 * @param id of the person as they were saved.
 */
export async function sharedEmailNote(id: number): Promise<string | undefined> {
  const user = await User.findByPk(id, { attributes: ['email', 'isActive'] });
  if (user === null || user.email === '' || !user.isActive) return undefined;
  const others = { [Op.and]: [otherThan(id), { isActive: true }] };
  const [other] = await findAllSameText(User, 'email', user.email, others);
  if (other === undefined) return undefined;
  return `${other.displayName} has the same e-mail address, so it no longer signs anybody in: both use their usernames.`;
}
