import type { Attributes, Model, ModelStatic, WhereOptions } from 'sequelize';
import { forUpdate, insideTransaction } from '../../../database/transaction.ts';
import { Department } from '../../../models/department.ts';
import type { Group } from '../../../models/group.ts';
import { User } from '../../../models/user.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import type { Permission } from '../../../policies/permissions.ts';
import { groupsOf } from '../../groups/membership.ts';
import { rightsOf, rightsOfGroups } from '../rights-of.ts';
import { usernameKey, type Candidate } from './candidate.ts';

/** Most values that one statement asks for. */
const AT_ONCE = 1000;

/** What stands in the database of all that a file names, read in a few statements however many rows it has. */
export interface Known {
  /** People by the keys of their usernames. */
  readonly users: ReadonlyMap<string, User>;
  /** Everybody who has one of the file's e-mail addresses, or usernames as one. */
  readonly byEmail: ReadonlyMap<string, readonly User[]>;
  readonly byLook: ReadonlyMap<string, readonly User[]>;
  readonly profiles: ReadonlyMap<number, UserProfile>;
  /** Whose the file's portal IDs are, as ids of users. */
  readonly portalIds: ReadonlyMap<string, number>;
  readonly memberships: ReadonlyMap<number, ReadonlySet<number>>;
  /** What people of the file may do, by their ids. */
  readonly rights: ReadonlyMap<number, ReadonlySet<Permission>>;
  /** What groups may do, by their ids. */
  readonly rightsOfGroups: ReadonlyMap<number, ReadonlySet<Permission>>;
  readonly groups: readonly Group[];
  readonly departments: readonly Department[];
}

/** Parts of a list that one statement can ask for. */
export function parts<T>(values: Iterable<T>): T[][] {
  const all = [...new Set(values)];
  const count = Math.ceil(all.length / AT_ONCE);
  return Array.from({ length: count }, (_, part) => all.slice(part * AT_ONCE, (part + 1) * AT_ONCE));
}

async function whereIn<M extends Model>(
  model: ModelStatic<M>,
  attribute: string,
  values: Iterable<string | number | undefined>,
  lock: object = {},
): Promise<M[]> {
  const rows: M[] = [];
  const given = [...values].filter((value) => value !== undefined && value !== '');
  for (const part of parts(given)) {
    const where = { [attribute]: part } as WhereOptions<Attributes<M>>;
    rows.push(...(await model.findAll({ where, order: [['id', 'ASC']], ...lock })));
  }
  return rows;
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const present = map.get(key(row));
    if (present === undefined) map.set(key(row), [row]);
    else present.push(row);
  }
  return map;
}

/**
 * Looks up everybody and everything that the rows name. In a transaction the people of the file stay as they are until
 * it ends.
 *
 * @param groups all groups.
 */
export async function lookUp(candidates: readonly Candidate[], groups: readonly Group[]): Promise<Known> {
  const lock = insideTransaction() ? forUpdate() : {};
  const emails = candidates.map(({ emailKey }) => emailKey);
  const asUsernames = candidates.map(({ person }) => usernameKey(person.email ?? ''));
  const usernames = [...candidates.map(({ key }) => key), ...asUsernames];
  const users = await whereIn(User, 'usernameFolded', usernames, lock);
  const byEmail = await whereIn(User, 'emailFolded', [...emails, ...candidates.map(({ key }) => key)]);
  const byLook = await whereIn(
    User,
    'usernameLook',
    candidates.map(({ look }) => look),
  );
  const ids = users.map(({ id }) => id);
  const profiles = await whereIn(UserProfile, 'userId', ids);
  const portalIds = candidates.map(({ portalIdKey }) => portalIdKey);
  const holders = await whereIn(UserProfile, 'mainPortalIdFolded', portalIds);
  const memberships = new Map<number, ReadonlySet<number>>();
  const rights = new Map<number, ReadonlySet<Permission>>();
  for (const part of parts(users)) {
    for (const [id, held] of await groupsOf(part.map((user) => user.id))) memberships.set(id, held);
    for (const [id, held] of await rightsOf(part)) rights.set(id, held);
  }
  return {
    users: new Map(users.map((user) => [user.usernameFolded, user])),
    byEmail: grouped(byEmail, ({ emailFolded }) => emailFolded),
    byLook: grouped(byLook, ({ usernameLook }) => usernameLook),
    profiles: new Map(profiles.map((profile) => [profile.userId, profile])),
    portalIds: new Map(holders.map(({ mainPortalIdFolded, userId }) => [mainPortalIdFolded ?? '', userId])),
    memberships,
    rights,
    rightsOfGroups: await rightsOfGroups(),
    groups,
    departments: await Department.findAll({ order: [['id', 'ASC']] }),
  };
}
