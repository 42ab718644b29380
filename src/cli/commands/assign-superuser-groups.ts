import type { Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { assignSuperuserGroups } from '../../use-cases/groups/assign-superuser-groups.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { aligned, type Finish } from '../output.ts';
import { withPortal } from '../with-portal.ts';

/** Adds `assign-superuser-groups`. */
export function addAssignSuperuserGroups(program: Command, finish: Finish): void {
  program
    .command('assign-superuser-groups')
    .alias('assign_superuser_groups')
    .description('Put every superuser into the group Admin.')
    .action(async () => {
      const superusers = await withPortal('current schema', async () => {
        const found = await assignSuperuserGroups(operator);
        await recordCommand(operator, 'assign-superuser-groups', found);
        return found;
      });
      const rows = superusers.map(({ username, added }) => [
        username,
        added ? 'put into Admin' : 'already in Admin',
      ]);
      finish({
        data: { superusers },
        text: rows.length > 0 ? aligned(rows) : 'There are no superusers.',
      });
    });
}
