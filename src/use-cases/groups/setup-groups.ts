import { inTransaction } from '../../database/transaction.ts';
import { GROUP_NAMES } from '../../models/group-names.ts';
import { Group } from '../../models/group.ts';
import { findSameText } from '../../models/text.ts';
import type { Actor } from '../../policies/actor.ts';
import { groupPolicy } from '../../policies/group.ts';
import { authorize } from '../../policies/policy.ts';

/** What became of one of the built-in groups. */
export interface GroupSetup {
  readonly name: string;
  readonly created: boolean;
}

/** Creates those of the three built-in groups that are missing. */
export async function setupGroups(actor: Actor): Promise<GroupSetup[]> {
  authorize(groupPolicy, actor, 'create');
  return inTransaction(async () => {
    const done: GroupSetup[] = [];
    for (const name of GROUP_NAMES) {
      const existing = await findSameText(Group, 'name', name);
      if (existing === undefined) await Group.create({ name });
      done.push({ name: existing?.name ?? name, created: existing === undefined });
    }
    return done;
  });
}
