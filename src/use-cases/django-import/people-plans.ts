import type { SourceRow } from './clean.ts';
import type { Account, Census, PersonRow } from './census.ts';
import type { Filling } from './fill-account.ts';
import type { ImportRun } from './import-run.ts';
import type { Memberships } from './memberships.ts';
import { emailOf, ownValues, passwordOf, type PlannedPerson } from './people.ts';
import { NO_PROFILE, planProfile, type PortalIds } from './profiles.ts';
import type { Ids } from './reference.ts';

/** What is needed to plan somebody. */
export interface Plans {
  readonly run: ImportRun;
  readonly census: Census;
  readonly memberships: Memberships;
  readonly profiles: ReadonlyMap<number, SourceRow>;
  readonly portalIds: PortalIds;
  readonly departments: Ids;
}

/** What the rows that are part of this one add to it. */
function groupsOf({ census, memberships }: Plans, sourceId: number): number[] {
  const ids = [sourceId, ...(census.parts.get(sourceId) ?? [])];
  return [...new Set(ids.flatMap((id) => [...(memberships.fresh.get(id) ?? [])]))];
}

/** The address of somebody new, unless somebody else signs in by it. */
function freeEmailOf({ run: { ledger }, census }: Plans, row: SourceRow, username: string): string {
  const email = emailOf(row, username, ledger);
  if (!census.usernames.isUsernameOfAnother(email, username)) return email;
  ledger.note(
    'E-mail addresses that are the username of somebody else and are left out',
    `${username}: “${email}”`,
  );
  return '';
}

/** Somebody new as they will be here. */
export function planNew(plans: Plans, { row, sourceId, username: own }: PersonRow): PlannedPerson {
  const { run, census, portalIds, departments } = plans;
  const { ledger } = run;
  const { username, why } = census.usernames.give(own, sourceId);
  if (why !== undefined)
    ledger.note(
      'People who sign in by another username than before',
      `“${own}” is “${username}” now: ${why}`,
    );
  const profile = planProfile(plans.profiles.get(sourceId), username, { portalIds, departments, ledger });
  const values = { sourceId, username, ...ownValues(row, run), profile, groupIds: groupsOf(plans, sourceId) };
  return {
    ...values,
    email: freeEmailOf(plans, row, username),
    passwordHash: passwordOf(row, username, ledger),
  };
}

/** Somebody whom only complaints know: an account that nobody signs in to. */
export function planMissing({ census, run }: Plans, sourceId: number): PlannedPerson {
  const { username } = census.usernames.give(
    sourceId === 0 ? 'former-user' : `former-user-${sourceId}`,
    sourceId,
  );
  run.ledger.note(
    'People who are gone, whose complaints got an account that nobody can sign in to',
    `number ${sourceId} of the old portal is “${username}”`,
  );
  const none = {
    email: '',
    firstName: '',
    lastName: '',
    passwordHash: '',
    isActive: false,
    isSuperuser: false,
  };
  return {
    sourceId,
    username,
    ...none,
    lastLogin: null,
    dateJoined: run.now,
    profile: NO_PROFILE,
    groupIds: [],
  };
}

/** What an account of this portal gets. */
export function planFilling(plans: Plans, { row, sourceId }: PersonRow, account: Account): Filling {
  const { run, profiles, portalIds, departments } = plans;
  const { ledger } = run;
  ledger.note(
    'People who have an account here, which gets what it lacks and keeps all else',
    account.username,
  );
  const profileRow = profiles.get(sourceId);
  return {
    account,
    passwordHash: account.passwordHash === '' ? passwordOf(row, account.username, ledger) : '',
    groupIds: groupsOf(plans, sourceId),
    profile: profileRow && planProfile(profileRow, account.username, { portalIds, departments, ledger }),
  };
}
