import { inTransaction } from '../../database/transaction.ts';
import type { Author } from '../../journal/events.ts';
import { record } from '../../journal/record.ts';
import type { User } from '../../models/user.ts';
import type { LinkReason } from '../../notifications/letters.ts';
import { notify } from '../notifications/notify.ts';

/**
 * Writes down that a person is to be sent a link to set a password, and tells it. The link itself is drawn when its mail
 * is written, and goes to the address that they have by then: until then there is nothing to steal.
 *
 * @param dedupeKey of two with the same the first counts.
 */
export async function mailPasswordLink(
  by: Author,
  { id }: Pick<User, 'id'>,
  because: LinkReason,
  dedupeKey: string,
): Promise<void> {
  await inTransaction(async () => {
    const details = { because, by: by.name };
    const letter = { kind: 'letter.password', channel: 'mail', recipientId: id } as const;
    const sent = await notify({ ...letter, details, dedupeKey });
    if (sent === undefined) return;
    await record({ name: 'user.link_sent', by, subjectId: id, details: { because } });
  });
}
