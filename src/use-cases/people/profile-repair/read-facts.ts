import { Department } from '../../../models/department.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import { User } from '../../../models/user.ts';
import { countersBehind } from './counters.ts';
import { missingConstraints } from './constraints.ts';
import { wrongEngines } from './engines.ts';
import type { Problem, Somebody } from './finding.ts';
import { lostPrimaryKey } from './primary-key.ts';
import { ROW_ORDER, tellApart } from './repeated-ids.ts';
import { forUpdate } from '../../../database/transaction.ts';

/** A profile's row as a damaged table may have it. */
export interface ProfileRow {
  readonly id: number;
  readonly userId: number | null;
  readonly departmentId: number | null;
  readonly phoneNumber: string | null;
  readonly mainPortalId: string | null;
  /** The key that is stored with it. */
  readonly mainPortalIdFolded: string | null;
  readonly emailNotifications: boolean;
}

/** All that a plan depends on. */
export interface Facts {
  /** By id, in order of id. */
  readonly users: ReadonlyMap<number, Somebody>;
  readonly departmentIds: ReadonlySet<number>;
  /** In order of id. */
  readonly profiles: readonly ProfileRow[];
  /** Profiles that get an id of their own; `profiles` have theirs already. */
  readonly repeated: readonly Problem[];
  /** In the order of repair. */
  readonly schema: readonly Problem[];
}

const ATTRIBUTES = [
  'id',
  'userId',
  'departmentId',
  'phoneNumber',
  'mainPortalId',
  'mainPortalIdFolded',
  'emailNotifications',
] as const;

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

async function readProfiles(lock: object): Promise<ProfileRow[]> {
  const rows: object[] = await UserProfile.findAll({
    attributes: [...ATTRIBUTES],
    order: [...ROW_ORDER],
    raw: true,
    ...lock,
  });
  return (rows as Record<(typeof ATTRIBUTES)[number], unknown>[]).map((row) => ({
    id: Number(row.id),
    userId: numberOrNull(row.userId),
    departmentId: numberOrNull(row.departmentId),
    phoneNumber: textOrNull(row.phoneNumber),
    mainPortalId: textOrNull(row.mainPortalId),
    mainPortalIdFolded: textOrNull(row.mainPortalIdFolded),
    emailNotifications: Number(row.emailNotifications) !== 0,
  }));
}

async function readUsers(lock: object): Promise<ReadonlyMap<number, Somebody>> {
  const users = await User.findAll({
    attributes: ['id', 'username'],
    order: [['id', 'ASC']],
    raw: true,
    ...lock,
  });
  return new Map(users.map(({ id, username }) => [id, { userId: id, username }]));
}

async function readDepartmentIds(): Promise<number[]> {
  return (await Department.findAll({ attributes: ['id'], raw: true })).map(({ id }) => id);
}

/** Reads what the repair looks at; with `lock` nobody changes people until the transaction ends. */
export async function readFacts(forRepair: boolean): Promise<Facts> {
  const lock = forRepair ? forUpdate() : {};
  const before = await readUsers(lock);
  const departmentsBefore = await readDepartmentIds();
  const rows = await readProfiles(lock);
  // Whoever comes or goes between the readings seems to lack a profile, or their profile a person.
  const after = await readUsers({});
  const users = new Map([...before].filter(([id]) => after.has(id)));
  const isSettled = (id: number): boolean => before.has(id) === after.has(id);
  const settled = rows.filter(({ userId }) => userId === null || isSettled(userId));
  const { profiles, problems: repeated } = tellApart(settled, users);
  return {
    users,
    departmentIds: new Set([...departmentsBefore, ...(await readDepartmentIds())]),
    profiles,
    repeated,
    // An engine without foreign keys takes none, and only a key can count up.
    schema: [
      ...(await wrongEngines()),
      ...(await lostPrimaryKey()),
      ...(await countersBehind()),
      ...(await missingConstraints()),
    ],
  };
}
