import { z } from 'zod';
import { inTransaction } from '../../database/transaction.ts';
import { isDay, NO_DAY } from '../../models/user-profile.ts';
import type { Person } from '../../policies/actor.ts';
import { parseInput } from '../parse-input.ts';
import { holdActive } from './hold-active.ts';
import { saveProfile } from './save-profile.ts';
import { record } from '../../journal/record.ts';
import { isChanged } from '../../journal/row-changes.ts';

/** The fields that people set of themselves; those that are not named stay as they are. */
export const ownProfileInput = z.strictObject({
  phoneNumber: z
    .string('This must be text.')
    .max(20, 'The phone number has more than 20 characters.')
    .optional(),
  emailNotifications: z.boolean('This is yes or no.').optional(),
  awayUntil: z
    .string('This must be text.')
    .refine((day) => day === '' || isDay(day), NO_DAY)
    .optional(),
});

/**
 * Saves one's own phone number, whether one wants e-mail, and until when one is away.
 *
 * @throws InvalidInputError at the fields; ForbiddenError where they are active no more.
 */
export async function updateOwnProfile(person: Person, input: unknown): Promise<void> {
  const changes = parseInput(ownProfileInput, input);
  await inTransaction(async () => {
    await holdActive(person.id);
    const told = await saveProfile(person.id, changes);
    if (!isChanged(told)) return;
    await record({ name: 'user.updated', by: person, subjectId: person.id, details: { changes: told } });
  });
}
