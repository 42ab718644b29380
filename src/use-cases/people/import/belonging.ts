import { Department } from '../../../models/department.ts';
import type { Group } from '../../../models/group.ts';
import { textKey } from '../../../models/text.ts';
import type { Actor } from '../../../policies/actor.ts';
import { userPolicy } from '../../../policies/user.ts';
import { OUT_OF_USE } from '../save-profile.ts';
import { faultsOf, type Candidate } from './candidate.ts';
import type { Known } from './look-up.ts';

/** What a cell names, or why it names nothing. */
export interface Named<T> {
  readonly found?: T;
  readonly reason?: string;
}

/** Departments that the file names and the portal lacks, by key, each as it is added or with what is against that. */
export type NewDepartments = ReadonlyMap<string, Named<string>>;

/** Reads a cell of groups: one name, or several between commas, semicolons, bars or line breaks. */
function groupNames(cell: string, groups: ReadonlyMap<string, Group>): string[] {
  if (groups.has(textKey(cell))) return [cell];
  return cell
    .split(/[,;|\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** The groups that a row adds its person to; whoever may not add anybody does not learn which there are. */
export function groupsToAdd(actor: Actor, row: Candidate, known: Known): Named<Group[]> {
  if (row.groups === undefined) return { found: [] };
  const byKey = new Map(known.groups.map((group) => [group.nameFolded, group]));
  const user = known.users.get(row.key);
  const held = user === undefined ? undefined : known.memberships.get(user.id);
  const names = groupNames(row.groups, byKey);
  const named = names.map((name) => byKey.get(textKey(name)));
  const added = named.filter((group) => group !== undefined && held?.has(group.id) !== true);
  if (named.includes(undefined) || added.length > 0) {
    if (!userPolicy.may(actor, 'assignGroups', user))
      return { reason: 'You may not put people into groups.' };
  }
  const unknown = names.filter((_, index) => named[index] === undefined);
  if (unknown.length > 0) return { reason: unknown.map((name) => `There is no group “${name}”.`).join(' ') };
  return { found: [...new Set(added.filter((group) => group !== undefined))] };
}

/** The departments that the rows name and nobody knows. */
export async function newDepartments(rows: readonly Candidate[], known: Known): Promise<NewDepartments> {
  const present = new Set(known.departments.map(({ nameFolded }) => nameFolded));
  const added = new Map<string, Named<string>>();
  for (const { department } of rows) {
    const key = textKey(department ?? '');
    if (department === undefined || present.has(key) || added.has(key)) continue;
    const fault = (await faultsOf(Department.build({ name: department }), 'name')).get('name');
    added.set(key, fault === undefined ? { found: department } : { reason: fault });
  }
  return added;
}

/** The department of a row, as its id or as the name of one that is added; nothing where the row names none. */
export function departmentOf(row: Candidate, known: Known, added: NewDepartments): Named<number | string> {
  if (row.department === undefined) return {};
  const key = textKey(row.department);
  const department = known.departments.find(({ nameFolded }) => nameFolded === key);
  if (department === undefined) {
    return added.get(key) ?? { reason: `There is no department “${row.department}”.` };
  }
  const user = known.users.get(row.key);
  const present = user === undefined ? undefined : known.profiles.get(user.id)?.departmentId;
  const isOpen = department.isActive || present === department.id;
  return isOpen ? { found: department.id } : { reason: OUT_OF_USE };
}
