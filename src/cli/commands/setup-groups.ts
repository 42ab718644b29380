import type { Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { setupGroups } from '../../use-cases/groups/setup-groups.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { aligned, type Finish } from '../output.ts';
import { withPortal } from '../with-portal.ts';

/** Adds `setup-groups`. */
export function addSetupGroups(program: Command, finish: Finish): void {
  program
    .command('setup-groups')
    .alias('setup_groups')
    .description('Create those of the groups Admin, AMC Admin and Engineer that are missing.')
    .action(async () => {
      const groups = await withPortal('current schema', async () => {
        const found = await setupGroups(operator);
        await recordCommand(operator, 'setup-groups', found);
        return found;
      });
      finish({
        data: { groups },
        text: aligned(groups.map(({ name, created }) => [name, created ? 'created' : 'already there'])),
      });
    });
}
