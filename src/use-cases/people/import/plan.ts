import type { Changes, Named as NamedRow } from '../../../journal/events.ts';
import { changesOf } from '../../../journal/row-changes.ts';
import type { Group } from '../../../models/group.ts';
import { lookTheSame, textKey } from '../../../models/text.ts';
import { User } from '../../../models/user.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import type { Actor } from '../../../policies/actor.ts';
import { userPolicy } from '../../../policies/user.ts';
import { looksLike, mixingFault } from '../refuse-confusion.ts';
import { departmentOf, groupsToAdd, type Named, type NewDepartments } from './belonging.ts';
import { namesOf, type Candidate } from './candidate.ts';
import { refusedClaims } from './claims.ts';
import type { Known } from './look-up.ts';
import { reachFault } from './reach.ts';
import { sharedEmails } from './shared-emails.ts';
import { refusedTogether } from './within-file.ts';

/** A row that is taken, with its person as they are to be saved. */
export interface PlannedRow {
  readonly row: Candidate;
  readonly user: User;
  readonly profile: UserProfile;
  readonly held: readonly Group[];
  readonly addedGroups: readonly Group[];
  /** A department that has no id before it is added. */
  readonly newDepartment: string | undefined;
}

/** What is to be done with each row. */
export interface Plan {
  readonly planned: ReadonlyMap<Candidate, PlannedRow>;
  readonly refused: ReadonlyMap<Candidate, readonly string[]>;
  readonly notes: ReadonlyMap<Candidate, readonly string[]>;
}

interface Belonging {
  readonly groups: Named<Group[]>;
  readonly department: Named<number | string>;
}

function ownFaults(actor: Actor, row: Candidate, known: Known): (string | undefined)[] {
  const user = known.users.get(row.key);
  if (user !== undefined) {
    if (user.isService) return ['This is the username of an API client.'];
    const mayChange = userPolicy.may(actor, 'update', user);
    return [...row.reasons, mayChange ? undefined : 'You may not change this person.'];
  }
  const twin = known.byLook.get(row.look)?.find(({ username }) => lookTheSame(username, row.username));
  return [
    ...row.reasons,
    ...row.ofUsername,
    mixingFault(row.username),
    twin === undefined || row.look === '' ? undefined : looksLike(twin.username),
  ];
}

function given(row: Candidate, user: User): Candidate['person'] {
  if (row.fullName === undefined) return row.person;
  // However a name is split, whoever is called so already keeps the parts they have.
  const isSame = textKey(`${user.firstName} ${user.lastName}`) === textKey(namesJoined(row.fullName));
  return isSame ? row.person : { ...row.person, ...namesOf(row.fullName) };
}

function namesJoined(fullName: string): string {
  const { firstName, lastName } = namesOf(fullName);
  return `${firstName} ${lastName}`;
}

function plannedRow(row: Candidate, known: Known, { groups, department }: Belonging): PlannedRow {
  const user = known.users.get(row.key) ?? User.build({ username: row.username });
  const profile = known.profiles.get(user.id) ?? UserProfile.build({ userId: user.id });
  user.set(given(row, user));
  profile.set(row.profile);
  if (typeof department.found === 'number') profile.departmentId = department.found;
  const held = known.memberships.get(user.id);
  return {
    row,
    user,
    profile,
    held: known.groups.filter(({ id }) => held?.has(id)),
    addedGroups: groups.found ?? [],
    newDepartment: typeof department.found === 'string' ? department.found : undefined,
  };
}

/** Decides of every row what it does, or why it does nothing. */
export function planImport(
  actor: Actor,
  rows: readonly Candidate[],
  known: Known,
  added: NewDepartments,
): Plan {
  const isNew = ({ key }: Candidate) => !known.users.has(key);
  const together = refusedTogether(rows, isNew);
  const belonging = new Map<Candidate, Belonging>();
  const refused = new Map<Candidate, readonly string[]>();
  for (const row of rows) {
    const groups = groupsToAdd(actor, row, known);
    const department = departmentOf(row, known, added);
    belonging.set(row, { groups, department });
    const faults = [...ownFaults(actor, row, known), ...(together.get(row) ?? []), groups.reason];
    const beyond = reachFault(actor, row, known, groups.found ?? []);
    const reasons = [...faults, department.reason, beyond].filter((reason) => reason !== undefined);
    if (reasons.length > 0) refused.set(row, reasons);
  }
  const open = rows.filter((row) => !refused.has(row));
  for (const [row, reasons] of refusedClaims(open, known)) refused.set(row, reasons);
  const planned = new Map<Candidate, PlannedRow>();
  for (const [row, parts] of belonging) {
    if (!refused.has(row)) planned.set(row, plannedRow(row, known, parts));
  }
  return { planned, refused, notes: sharedEmails(rows, known) };
}

function named(groups: readonly Group[]): NamedRow[] {
  return groups.map(({ id, name }) => ({ id, name })).toSorted((one, other) => one.id - other.id);
}

/** What a planned row changes, as the journal tells it. */
export function plannedChanges({ user, profile, held, addedGroups }: PlannedRow): Changes {
  const ofProfile = Object.entries(changesOf(profile)).filter(([field]) => field !== 'userId');
  const groups = { from: named(held), to: named([...held, ...addedGroups]) };
  return {
    ...changesOf(user),
    ...Object.fromEntries(ofProfile.map(([field, change]) => [`profile.${field}`, change])),
    ...(addedGroups.length > 0 ? { groups } : {}),
  };
}
