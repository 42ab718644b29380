import type { Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { createSuperuser } from '../../use-cases/people/create-superuser.ts';
import { sharedEmailNote } from '../../use-cases/people/refuse-confusion.ts';
import { UsageError, type Finish } from '../output.ts';
import { ask, isTerminal, newPassword } from '../terminal.ts';
import { withPortal } from '../with-portal.ts';

interface Options {
  readonly username?: string;
  readonly email?: string;
  readonly passwordStdin?: boolean;
}

async function given(value: string | undefined, option: string, question: string): Promise<string> {
  if (value !== undefined) return value;
  if (!isTerminal()) throw new UsageError(`There is no terminal to ask; use ${option}.`);
  return ask(question);
}

/** Adds `createsuperuser`. */
export function addCreatesuperuser(program: Command, finish: Finish): void {
  program
    .command('createsuperuser')
    .description('Create a user who may do everything. What is not given is asked for on a terminal.')
    .option('--username <name>', 'how the user signs in')
    .option('--email <address>', 'e-mail address')
    .option('--password-stdin', 'read the password from standard input instead of asking for it')
    .action(async (options: Options) => {
      const username = await given(options.username, '--username', 'Username: ');
      const email = await given(options.email, '--email', 'E-mail address: ');
      const password = await newPassword(options.passwordStdin === true);
      const { user, note } = await withPortal('current schema', async () => {
        const created = await createSuperuser(operator, { username, email, password });
        return { user: created, note: await sharedEmailNote(created.id) };
      });
      finish({
        data: { user: { id: user.id, username: user.username, email: user.email } },
        text: [`The superuser ${user.username} is created.`, note].filter(Boolean).join('\n'),
      });
    });
}
