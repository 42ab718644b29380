import { createHash, randomBytes } from 'node:crypto';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { HOUR_MS } from '../../durations.ts';
import { AppError } from '../../errors.ts';
import { PasswordLink } from '../../models/password-link.ts';
import { textKey } from '../../models/text.ts';
import { User } from '../../models/user.ts';

/** How long a link works from the moment on at which its mail is written. */
const LINK_MS = HOUR_MS;
/** Where a link leads to. */
const PAGE = '/password/new';

/** It was used, is too old, or never was one; the person or their address changed meanwhile. */
export class LinkGoneError extends AppError {
  constructor() {
    super('link_gone', 410, 'This link does not work any more.');
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Draws a link by which this person sets a password, to be written into a mail to `address` and nowhere else. One that
 * was drawn before works as well: a mail that is sent once more is written once more.
 *
 * @returns its path.
 */
export async function drawPasswordLink(userId: number, address: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(presentMoment().getTime() + LINK_MS);
  const link = { userId, tokenHash: hashOf(token), emailFolded: textKey(address), expires };
  await inTransaction(() => PasswordLink.create({ ...link, createdAt: presentMoment() }));
  return `${PAGE}?token=${token}`;
}

/**
 * The person whose link this is.
 *
 * @throws LinkGoneError.
 */
export async function personOfLink(token: string): Promise<User> {
  const link = await PasswordLink.findOne({ where: { tokenHash: hashOf(token) } });
  if (link === null || link.expires <= presentMoment()) throw new LinkGoneError();
  const user = await User.findByPk(link.userId);
  if (user?.isActive !== true || user.emailFolded !== link.emailFolded) throw new LinkGoneError();
  return user;
}

/** Takes all links of a person away: what let them in has changed since. */
export async function forgetPasswordLinks(userId: number): Promise<void> {
  await inTransaction(() => PasswordLink.destroy({ where: { userId } }));
}
