import type { Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { checkNewPerson } from '../../use-cases/people/check-new-person.ts';
import { createSuperuser, type NewSuperuser } from '../../use-cases/people/create-superuser.ts';
import { checkPassword } from '../../use-cases/people/password-rules.ts';
import { sharedEmailNote } from '../../use-cases/people/refuse-confusion.ts';
import { UsageError, type Finish } from '../output.ts';
import { mailAddressFrom } from '../strict-usage.ts';
import {
  askUntilRight,
  isTerminal,
  newPassword,
  requirePasswordSource,
  type Check,
  type Terminal,
} from '../terminal.ts';
import { withPortal } from '../with-portal.ts';

interface Options {
  readonly username?: string;
  readonly email?: string;
  readonly passwordStdin?: boolean;
}

async function given(
  value: string | undefined,
  question: string,
  check: Check,
  terminal: Terminal | undefined,
): Promise<string> {
  if (value === undefined) return askUntilRight(question, check, terminal);
  await check(value);
  return value;
}

function requireSomebodyToAsk({ username, email, passwordStdin = false }: Options): void {
  if (isTerminal()) return;
  for (const [option, value] of Object.entries({ '--username': username, '--email': email })) {
    if (value === undefined) throw new UsageError(`There is no terminal to ask; use ${option}.`);
  }
  requirePasswordSource(passwordStdin);
}

/** Each answer is looked at before the next question, so that nobody types a password for a name that is taken. */
export async function askForSuperuser(options: Options, terminal?: Terminal): Promise<NewSuperuser> {
  const username = await given(
    options.username,
    'Username: ',
    (typed) => checkNewPerson(operator, { username: typed }),
    terminal,
  );
  const email = await given(
    options.email,
    'E-mail address: ',
    (typed) => checkNewPerson(operator, { username, email: typed }),
    terminal,
  );
  const password = await newPassword(
    options.passwordStdin === true,
    (typed) => checkPassword(typed, { username, email }),
    terminal,
  );
  return { username, email, password };
}

/** Adds `createsuperuser`. */
export function addCreatesuperuser(program: Command, finish: Finish): void {
  program
    .command('createsuperuser')
    .description('Create a user who may do everything. What is not given is asked for on a terminal.')
    .option('--username <name>', 'how the user signs in')
    .option('--email <address>', 'e-mail address', mailAddressFrom)
    .option('--password-stdin', 'read the password from standard input instead of asking for it')
    .action(async (options: Options) => {
      requireSomebodyToAsk(options);
      const { user, note } = await withPortal('current schema', async () => {
        const created = await createSuperuser(operator, await askForSuperuser(options));
        const told = { id: created.id, username: created.username };
        await recordCommand(operator, 'createsuperuser', [told]);
        return { user: created, note: await sharedEmailNote(created.id) };
      });
      finish({
        data: { user: { id: user.id, username: user.username, email: user.email } },
        text: [`The superuser ${user.username} is created.`, note].filter(Boolean).join('\n'),
      });
    });
}
