import { z } from 'zod';
import { inTransaction } from '../../../database/transaction.ts';
import { record } from '../../../journal/record.ts';
import { isChanged } from '../../../journal/row-changes.ts';
import { BY_MAIL } from '../../../models/notification-setting.ts';
import { isNewsKind, newsKind } from '../../../notifications/kinds.ts';
import type { Person } from '../../../policies/actor.ts';
import { parseInput } from '../../parse-input.ts';
import { holdActive } from '../../people/hold-active.ts';
import { saveProfile } from '../../people/save-profile.ts';
import { wholeNumber } from '../../whole-number.ts';
import { saveWish } from './save-wish.ts';

const wish = z.strictObject({
  inPortal: z.boolean('This is yes or no.'),
  byMail: z.enum(BY_MAIL, 'Choose one of the list.'),
});

/** What somebody wants to hear, and where; what is not named stays as it is. */
export const notificationSettingsInput = z.strictObject({
  emailNotifications: z.boolean('This is yes or no.'),
  digestHour: wholeNumber('Choose an hour from 0 to 23.', 0, 23),
  kinds: z.record(
    z.string().refine((name) => isNewsKind(name) && newsKind(name).isSecurity !== true, {
      message: 'This cannot be chosen.',
    }),
    wish,
  ),
});

/**
 * Saves what somebody wants to hear, and where.
 *
 * @throws InvalidInputError at the fields; ForbiddenError where they are active no more.
 */
export async function updateNotificationSettings(person: Person, input: unknown): Promise<void> {
  const { kinds, ...profile } = parseInput(notificationSettingsInput, input);
  await inTransaction(async () => {
    await holdActive(person.id);
    const told = await saveProfile(person.id, profile);
    if (isChanged(told))
      await record({ name: 'user.updated', by: person, subjectId: person.id, details: { changes: told } });
    for (const [kind, wished] of Object.entries(kinds))
      if (isNewsKind(kind)) await saveWish(person.id, kind, wished);
  });
}
