import { Op } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import { inTransaction } from '../../database/transaction.ts';
import { takeTurns } from '../../database/turns.ts';
import { MINUTE_MS } from '../../durations.ts';
import type { Author } from '../../journal/events.ts';
import { record } from '../../journal/record.ts';
import { Notification } from '../../models/notification.ts';
import { PasswordLink } from '../../models/password-link.ts';
import { textKey } from '../../models/text.ts';
import type { User } from '../../models/user.ts';
import type { LinkReason } from '../../notifications/letters.ts';
import { notify } from '../notifications/notify.ts';
import { lockUsers } from './lock-users.ts';

/** So long after one mail with a link no second one goes to the same person: a button is pressed twice by a slip. */
const REST_MS = 2 * MINUTE_MS;
const LETTER = 'letter.password';

/** Whether a mail to the present address is on its way, or came a moment ago and its link works. */
async function hasOne({ id, email }: User): Promise<boolean> {
  const since = new Date(presentMoment().getTime() - REST_MS);
  const state = ['waiting', 'sending', 'sent'] as const;
  const last = await Notification.findOne({
    attributes: ['state'],
    where: { kind: LETTER, recipientId: id, state: [...state], createdAt: { [Op.gt]: since } },
    order: [['id', 'DESC']],
  });
  if (last?.state !== 'sent') return last !== null;
  const works = { userId: id, emailFolded: textKey(email), expires: { [Op.gt]: presentMoment() } };
  return (await PasswordLink.count({ where: works })) > 0;
}

/**
 * Writes down that a person is to be sent a link to set a password, and tells it. The link itself is drawn when its mail
 * is written, and goes to the address that they have by then: until then there is nothing to steal. Of several that are
 * asked for within a short time, also at the same moment, one goes.
 *
 * @param dedupeKey of two with the same the first counts.
 * @returns whether one goes: not where they have one already.
 */
export async function mailPasswordLink(
  by: Author,
  { id }: Pick<User, 'id'>,
  because: LinkReason,
  dedupeKey: string,
): Promise<boolean> {
  return inTransaction(async () => {
    await takeTurns(`person:${id}`);
    const [user] = await lockUsers([id]);
    if (user === undefined || (await hasOne(user))) return false;
    const details = { because, by: by.name };
    const letter = { kind: LETTER, channel: 'mail', recipientId: id } as const;
    const sent = await notify({ ...letter, details, dedupeKey });
    if (sent === undefined) return false;
    await record({ name: 'user.link_sent', by, subjectId: id, details: { because } });
    return true;
  });
}
