import { Transaction } from 'sequelize';
import { isSqlite } from '../../../database/connect.ts';
import { Department } from '../../../models/department.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import { User } from '../../../models/user.ts';
import { countersBehind } from './counters.ts';
import { missingConstraints } from './constraints.ts';
import type { Problem, Somebody } from './finding.ts';

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
    order: [['id', 'ASC']],
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

/** Reads what the repair looks at; with `lock` nobody changes people until the transaction ends. */
export async function readFacts(forRepair: boolean): Promise<Facts> {
  const lock = forRepair && !isSqlite() ? { lock: Transaction.LOCK.UPDATE } : {};
  const users = await User.findAll({
    attributes: ['id', 'username'],
    order: [['id', 'ASC']],
    raw: true,
    ...lock,
  });
  const departments = await Department.findAll({ attributes: ['id'], raw: true });
  const profiles = await readProfiles(lock);
  return {
    users: new Map(users.map(({ id, username }) => [id, { userId: id, username }])),
    departmentIds: new Set(departments.map(({ id }) => id)),
    profiles,
    schema: [...(await countersBehind()), ...(await missingConstraints())],
  };
}
