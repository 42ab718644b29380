import type { Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { findUserByUsername } from '../../use-cases/people/find-user-by-username.ts';
import { resetFactor } from '../../use-cases/second-factor/reset-factor.ts';
import type { Finish } from '../output.ts';
import { withPortal } from '../with-portal.ts';

/** Adds `reset-second-factor`. */
export function addResetSecondFactor(program: Command, finish: Finish): void {
  program
    .command('reset-second-factor')
    .description(
      "Take away a user's second factor, when phone and recovery codes are lost; it ends that user's sessions.",
    )
    .argument('<username>')
    .action(async (username: string) => {
      const { user, had } = await withPortal('current schema', async () => {
        const found = await findUserByUsername(operator, username);
        return { user: found, had: await resetFactor(operator, found.id) };
      });
      finish({
        data: { user: { id: user.id, username: user.username }, reset: had },
        text: had
          ? `The second factor of ${user.username} is reset and their sessions are ended: the password alone lets them in.`
          : `${user.username} has no second factor: there is nothing to reset.`,
      });
    });
}
