import type { Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { findUserByUsername } from '../../use-cases/people/find-user-by-username.ts';
import { checkPassword } from '../../use-cases/people/password-rules.ts';
import { setPassword } from '../../use-cases/people/set-password.ts';
import type { Finish } from '../output.ts';
import { newPassword, requirePasswordSource } from '../terminal.ts';
import { withPortal } from '../with-portal.ts';

/** Adds `changepassword`. */
export function addChangepassword(program: Command, finish: Finish): void {
  program
    .command('changepassword')
    .description("Give a user a new password, which ends all of that user's sessions.")
    .argument('<username>')
    .option('--password-stdin', 'read the password from standard input instead of asking for it')
    .action(async (username: string, { passwordStdin = false }: { passwordStdin?: boolean }) => {
      requirePasswordSource(passwordStdin);
      const user = await withPortal('current schema', async () => {
        const found = await findUserByUsername(operator, username);
        const check = (typed: string) => checkPassword(typed, found);
        const password = await newPassword(passwordStdin, check);
        await setPassword(operator, found.id, password);
        await recordCommand(operator, 'changepassword', [{ id: found.id, username: found.username }]);
        return found;
      });
      finish({
        data: { user: { id: user.id, username: user.username } },
        text: `The password of ${user.username} is changed and their sessions are ended.`,
      });
    });
}
