import { inTransaction } from '../../database/transaction.ts';
import { GROUP_NAMES } from '../../models/group-names.ts';
import { GroupPermission } from '../../models/group-permission.ts';
import { Group } from '../../models/group.ts';
import { findSameText } from '../../models/text.ts';
import type { Actor } from '../../policies/actor.ts';
import { groupPolicy } from '../../policies/group.ts';
import { authorize } from '../../policies/policy.ts';
import { DEFAULT_PERMISSIONS } from './default-permissions.ts';
import { recordCreated } from '../records/record-change.ts';

/** What became of one of the built-in groups. */
export interface GroupSetup {
  readonly name: string;
  readonly created: boolean;
}

async function createWithDefaults(actor: Actor, name: string): Promise<void> {
  const group = await Group.create({ name });
  const groupId = group.id;
  await recordCreated(actor, group);
  const permissions = DEFAULT_PERMISSIONS[name] ?? [];
  await GroupPermission.bulkCreate(permissions.map((permission) => ({ groupId, permission })));
}

/**
 * Creates those of the three built-in groups that are missing, with the rights that they begin with. What those that
 * are there may do stays as somebody chose it.
 */
export async function setupGroups(actor: Actor): Promise<GroupSetup[]> {
  authorize(groupPolicy, actor, 'create');
  return inTransaction(async () => {
    const done: GroupSetup[] = [];
    for (const name of GROUP_NAMES) {
      const existing = await findSameText(Group, 'name', name);
      if (existing === undefined) await createWithDefaults(actor, name);
      done.push({ name: existing?.name ?? name, created: existing === undefined });
    }
    return done;
  });
}
