import { inTransaction } from '../../database/transaction.ts';
import { GROUP } from '../../models/group-names.ts';
import { Group } from '../../models/group.ts';
import { findSameText } from '../../models/text.ts';
import { User } from '../../models/user.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { assignGroups } from './assign-groups.ts';
import { setupGroups } from './setup-groups.ts';

/** One superuser, and whether they were put into Admin by this call. */
export interface SuperuserAssignment {
  readonly id: number;
  readonly username: string;
  readonly added: boolean;
}

/** Puts every superuser into the group Admin, which is created where it is missing. */
export async function assignSuperuserGroups(actor: Actor): Promise<SuperuserAssignment[]> {
  authorize(userPolicy, actor, 'assignGroups');
  return inTransaction(async () => {
    await setupGroups(actor);
    const admin = await findSameText(Group, 'name', GROUP.admin);
    const users = await User.findAll({ where: { isSuperuser: true }, order: ['usernameSorted', 'id'] });
    if (admin === undefined || users.length === 0) return [];
    const added = new Set<number>();
    for (let start = 0; start < users.length; start += 500) {
      const userIds = users.slice(start, start + 500).map((user) => user.id);
      const { changedIds } = await assignGroups(actor, { userIds, groupIds: [admin.id], mode: 'add' });
      for (const id of changedIds) added.add(id);
    }
    return users.map(({ id, username }) => ({ id, username, added: added.has(id) }));
  });
}
