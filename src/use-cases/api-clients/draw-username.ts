import { randomBytes } from 'node:crypto';
import { findSameText } from '../../models/text.ts';
import { User } from '../../models/user.ts';

/** By this the usernames of programs are known. */
const MARK = 'api-';
/** Most characters of a name that its username has. */
const MOST = 60;

/** A username for a program of this name, by which commands and logs call it: one that nobody has. */
export async function drawUsername(name: string): Promise<string> {
  // ASCII alone: letters of two scripts in one username are refused, as they look alike.
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['client'];
  const username = `${MARK}${words.join('-').slice(0, MOST)}`;
  if ((await findSameText(User, 'username', username)) === undefined) return username;
  return `${username}-${randomBytes(4).toString('hex')}`;
}
