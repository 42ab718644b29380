import { z } from 'zod';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { GroupPermission } from '../../models/group-permission.ts';
import type { Group } from '../../models/group.ts';
import { UserGroup } from '../../models/user-group.ts';
import type { Actor } from '../../policies/actor.ts';
import { groupPolicy } from '../../policies/group.ts';
import { isPermission, PERMISSION_NAMES, PERMISSIONS, type Permission } from '../../policies/permissions.ts';
import { authorize } from '../../policies/policy.ts';
import { parseInput } from '../parse-input.ts';
import { changeRights } from './change-rights.ts';
import { record } from '../../journal/record.ts';

const whole = z.number('This is not a number.').int('This is not a number.');

/** The whole new set of rights of each group, as of the version that was shown. */
export const permissionsInput = z.object({
  groups: z
    .array(
      z.object({
        id: whole.positive(),
        version: whole,
        permissions: z.array(z.enum(PERMISSION_NAMES, 'There is no such permission.')),
      }),
      'Choose what the groups may do.',
    )
    .min(1, 'Choose at least one group.')
    .max(100, 'Choose at most 100 groups.'),
});

type Wanted = z.output<typeof permissionsInput>['groups'][number];

interface Difference {
  readonly group: Group;
  readonly added: readonly Permission[];
  readonly removed: readonly Permission[];
}

/** Rights that another version of the portal stored are not shown, so they stay as they are. */
async function differenceOf(group: Group, { permissions }: Wanted): Promise<Difference> {
  const rows = await GroupPermission.findAll({ where: { groupId: group.id }, raw: true });
  const present = new Set(rows.map(({ permission }) => permission).filter(isPermission));
  const wanted = new Set(permissions);
  return {
    group,
    added: [...wanted].filter((permission) => !present.has(permission)),
    removed: [...present].filter((permission) => !wanted.has(permission)),
  };
}

function groupFor(groups: readonly Group[], { id, version }: Wanted): Group {
  const group = groups.find((one) => one.id === id);
  if (group === undefined) throw new NotFoundError('One of these groups does not exist any more.');
  if (group.version === version) return group;
  throw new ConflictError(
    `Somebody else changed the group ${group.name} after you opened this page. Look at what is saved now, then choose again.`,
  );
}

function refuseGrantsBeyondOwn(actor: Actor, added: readonly Permission[]): void {
  const lacked = added.filter((permission) => !actor.permissions.has(permission));
  if (lacked.length === 0) return;
  const told = lacked.map((permission) => `“${PERMISSIONS[permission]}”`).join(', ');
  throw new ForbiddenError(`Nobody can grant what they may not do themselves: ${told}.`);
}

async function write(actor: Actor, { group, added, removed }: Difference): Promise<void> {
  const groupId = group.id;
  const details = { granted: added.toSorted(), withdrawn: removed.toSorted() };
  await record({ name: 'group.updated', by: actor, subjectId: groupId, details });
  if (removed.length > 0) await GroupPermission.destroy({ where: { groupId, permission: [...removed] } });
  await GroupPermission.bulkCreate(added.map((permission) => ({ groupId, permission })));
  await group.increment('version');
}

/**
 * Says what the members of groups may do, all of it or nothing. It counts from their next request, and who may not work
 * on complaints any more gives their open ones back. Returns the names of the groups that changed.
 *
 * @throws ForbiddenError for whoever may not, and for rights that the actor lacks; ConflictError when a group was
 *   changed since its version, or when nobody would be left who may edit permissions; NotFoundError, InvalidInputError.
 */
export async function setPermissions(actor: Actor, input: unknown): Promise<readonly string[]> {
  authorize(groupPolicy, actor, 'setPermissions');
  const { groups: wanted } = parseInput(permissionsInput, input);
  if (new Set(wanted.map(({ id }) => id)).size < wanted.length)
    throw new InvalidInputError({ groups: 'Name each group once.' });
  return changeRights(actor, async (groups) => {
    const differences: Difference[] = [];
    for (const one of wanted) differences.push(await differenceOf(groupFor(groups, one), one));
    const changed = differences.filter(({ added, removed }) => added.length + removed.length > 0);
    refuseGrantsBeyondOwn(
      actor,
      changed.flatMap(({ added }) => added),
    );
    for (const difference of changed) await write(actor, difference);
    const weaker = changed.filter(({ removed }) => removed.includes('complaints.work'));
    const groupId = weaker.map(({ group }) => group.id);
    const members = await UserGroup.findAll({ attributes: ['userId'], where: { groupId }, raw: true });
    return {
      result: changed.map(({ group }) => group.name),
      concerned: [...new Set(members.map(({ userId }) => userId))],
    };
  });
}
