import { InvalidInputError, type FieldErrors } from '../../errors.ts';
import { translateDatabaseError } from '../../database/errors.ts';
import { Department } from '../../models/department.ts';
import { UserProfile } from '../../models/user-profile.ts';
import type { ParsedUserChanges } from './user-input.ts';
import type { Changes } from '../../journal/events.ts';
import { changesOf } from '../../journal/row-changes.ts';

/** What a form of others may set, and the hour that people choose for themselves. */
type ProfileChanges = NonNullable<ParsedUserChanges['profile']> & { readonly digestHour?: number };

function atProfile(fields: FieldErrors): FieldErrors {
  return Object.fromEntries(Object.entries(fields).map(([field, text]) => [`profile.${field}`, text]));
}

/** Said of a department that stays with those who have it alone. */
export const OUT_OF_USE = 'This department is not in use any more.';

async function requireDepartment(id: number): Promise<void> {
  const department = await Department.findByPk(id);
  if (department?.isActive === true) return;
  const gone = department === null ? 'This department does not exist any more.' : OUT_OF_USE;
  throw new InvalidInputError({ 'profile.departmentId': gone });
}

/**
 * Writes a user's profile, inside the transaction of the user; one that a broken database lacks is created.
 *
 * @returns what changed, for the journal, as `profile.phoneNumber`; nothing where nothing did.
 * @throws InvalidInputError with fields such as `profile.mainPortalId`.
 */
export async function saveProfile(userId: number, changes: ProfileChanges): Promise<Changes> {
  const profile = (await UserProfile.findOne({ where: { userId } })) ?? UserProfile.build({ userId });
  const { departmentId } = changes;
  // One that went out of use stays with whoever has it.
  if (typeof departmentId === 'number' && departmentId !== profile.departmentId)
    await requireDepartment(departmentId);
  profile.set(changes);
  if (!profile.isNewRecord && profile.changed() === false) return {};
  const told = Object.entries(changesOf(profile)).filter(([field]) => field !== 'userId');
  try {
    await profile.save();
  } catch (error) {
    const refused = translateDatabaseError(error);
    throw refused instanceof InvalidInputError ? new InvalidInputError(atProfile(refused.fields)) : refused;
  }
  return Object.fromEntries(told.map(([field, change]) => [`profile.${field}`, change]));
}
