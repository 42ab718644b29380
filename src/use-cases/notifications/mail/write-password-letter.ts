import { User } from '../../../models/user.ts';
import type { LinkReason } from '../../../notifications/letters.ts';
import { drawPasswordLink } from '../../people/password-links.ts';
import type { LetterWriter } from './compose-letter.ts';

const OPENINGS: Readonly<Record<LinkReason, (by: string) => string>> = {
  asked: () => 'Somebody, most likely you, said at the sign-in that your password is forgotten.',
  sent: (by) => `${by} sends you this link, so that you can set a password yourself.`,
  new: (by) => `${by} added you to the IT complaint portal. Set a password, and sign in with it.`,
};

function openingOf({ because, by }: Readonly<Record<string, unknown>>): string {
  const who = typeof by === 'string' && by !== '' ? by : 'An administrator';
  return OPENINGS[because as LinkReason](who);
}

/** The mail with a link to set a password; its secret is drawn here, and stands nowhere else. */
export const writePasswordLetter: LetterWriter = async ({ letter, details, to, site }) => {
  const user = await User.findByPk(letter.recipientId ?? 0, { attributes: ['username', 'email'] });
  // A link to another address than the present one would work for nobody.
  if (user === null || user.email !== to.address) return undefined;
  const link = await drawPasswordLink(letter.recipientId ?? 0, to.address);
  return {
    heading: 'Set your password',
    paragraphs: [
      openingOf(details),
      `Your username is ${user.username}. The link works once, for one hour. If it is too old by then, ask for another where you sign in.`,
      'You did not expect this? Then leave the link alone, and nothing changes.',
    ],
    links: [{ label: 'Set a password', href: `${site}${link}` }],
  };
};
