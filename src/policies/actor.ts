import { GROUP } from '../models/group-names.ts';

/** What somebody is for the rules, the most powerful first; `operator` is the command line. */
export type Role = 'operator' | 'admin' | 'amcAdmin' | 'engineer' | 'staff';

/** Whoever asks, with the groups of this moment; built anew for each request. */
export interface Actor {
  /** Null for the operator, who is nobody in the database. */
  readonly id: number | null;
  readonly role: Role;
  readonly name: string;
  readonly username: string;
  /** As the user list shows it, such as `⚙️ Engineer`. */
  readonly accessLevel: string;
}

/** Somebody who is signed in. */
export interface Person extends Actor {
  readonly id: number;
}

/** The command line: may do everything, as nobody in particular. */
export const operator: Actor = {
  id: null,
  role: 'operator',
  name: 'Operator',
  username: '',
  accessLevel: '',
};

const LEVELS = [
  { group: GROUP.admin, role: 'admin', label: '🔑 Admin' },
  { group: GROUP.amcAdmin, role: 'amcAdmin', label: '🔧 AMC Admin' },
  { group: GROUP.engineer, role: 'engineer', label: '⚙️ Engineer' },
] as const;

const NO_ACCESS = '🚫 No access';
const SUPERUSER = '🔑 Admin (superuser)';

/** All labels of access levels. */
export const ACCESS_LEVELS: readonly string[] = [...LEVELS.map(({ label }) => label), SUPERUSER, NO_ACCESS];

/** What the rules need of a user's row, groups included. */
export interface Standing {
  readonly isSuperuser: boolean;
  readonly groups?: readonly { readonly name: string }[];
}

function highestLevel(groups: Standing['groups'] = []): (typeof LEVELS)[number] | undefined {
  const names = new Set(groups.map(({ name }) => name.trim().toLowerCase()));
  return LEVELS.find(({ group }) => names.has(group.toLowerCase()));
}

/** The label of somebody's access to the panel, from groups alone; a superuser without group has one of their own. */
export function accessLevel(user: Standing): string {
  return highestLevel(user.groups)?.label ?? (user.isSuperuser ? SUPERUSER : NO_ACCESS);
}

/** What somebody is for the rules. */
export function roleOf(user: Standing): Exclude<Role, 'operator'> {
  return user.isSuperuser ? 'admin' : (highestLevel(user.groups)?.role ?? 'staff');
}

/** The actor that a user's row with loaded groups makes. */
export function actorFor(
  user: Standing & { readonly id: number; readonly username: string; readonly displayName: string },
): Person {
  return {
    id: user.id,
    role: roleOf(user),
    name: user.displayName,
    username: user.username,
    accessLevel: accessLevel(user),
  };
}
