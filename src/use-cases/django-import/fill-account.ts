import { record } from '../../journal/record.ts';
import type { Author, Changes } from '../../journal/events.ts';
import { changesOf } from '../../journal/row-changes.ts';
import { User } from '../../models/user.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { changeMembership, groupsOf } from '../groups/membership.ts';
import type { Account } from './census.ts';
import type { PlannedProfile } from './profiles.ts';

/** What the old portal knows of somebody who has an account here. */
export interface Filling {
  readonly account: Account;
  readonly passwordHash: string;
  readonly groupIds: readonly number[];
  /** Undefined: there is none. */
  readonly profile: PlannedProfile | undefined;
}

async function fillProfile(userId: number, profile: PlannedProfile | undefined): Promise<Changes> {
  const row = profile && (await UserProfile.findOne({ where: { userId } }));
  if (profile === undefined || row === null || row === undefined) return {};
  row.departmentId ??= profile.departmentId;
  row.mainPortalId ??= profile.mainPortalId;
  if (row.phoneNumber === '') row.phoneNumber = profile.phoneNumber;
  if (row.changed() === false) return {};
  const changes = Object.entries(changesOf(row));
  await row.save();
  return Object.fromEntries(changes.map(([field, change]) => [`profile.${field}`, change]));
}

/** Adds to an account what it lacks, and changes nothing that it has; in the running transaction. */
export async function fillAccount(
  by: Author,
  { account, passwordHash, groupIds, profile }: Filling,
): Promise<void> {
  const { id } = account;
  const present = (await groupsOf([id])).get(id) ?? new Set<number>();
  const groups = present.size > 0 ? {} : await changeMembership(id, present, groupIds, 'add');
  const changes = { ...groups, ...(await fillProfile(id, profile)) };
  const isPasswordNew = account.passwordHash === '' && passwordHash !== '';
  if (isPasswordNew) await User.update({ passwordHash }, { where: { id, passwordHash: '' } });
  if (!isPasswordNew && Object.keys(changes).length === 0) return;
  const details = { changes, ...(isPasswordNew ? { passwordChanged: true as const } : {}) };
  await record({ name: 'user.updated', by, subjectId: id, details });
  await User.increment('version', { where: { id } });
}
