import { InvalidArgumentError, type Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { findUserByUsername } from '../../use-cases/people/find-user-by-username.ts';
import { loadAnybody } from '../../use-cases/people/load-actor.ts';
import { createToken, MOST_DAYS, tokenInput } from '../../use-cases/tokens/create-token.ts';
import type { MadeToken } from '../../use-cases/tokens/write-token.ts';
import { InvalidInputError } from '../../errors.ts';
import type { Finish } from '../output.ts';
import { checkedBy } from '../strict-usage.ts';
import { withPortal } from '../with-portal.ts';

interface Options {
  readonly name: string;
  readonly scopes?: readonly string[];
  readonly days?: string;
}

/** Nothing was sent before that could have made it. */
function created(made: MadeToken | undefined): MadeToken {
  if (made === undefined) throw new Error('a command has no form that was sent before');
  return made;
}

function scopesFrom(value: string): readonly string[] {
  const names = value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const unknown = names.filter((name) => !tokenInput.shape.scopes.safeParse([name]).success);
  if (unknown.length > 0) throw new InvalidArgumentError(`There is no such right: ${unknown.join(', ')}.`);
  if (names.length === 0) throw new InvalidArgumentError('It has to be names of rights.');
  return names;
}

/** Adds `create-token`. */
export function addCreateToken(program: Command, finish: Finish): void {
  program
    .command('create-token')
    .description('Make an API token by which programs act as a user or an API client; it is printed once.')
    .argument('<username>')
    .requiredOption('--name <name>', 'what the token is for', checkedBy(tokenInput.shape.name))
    .option('--scopes <names>', 'rights with commas between them; none: what everybody may', scopesFrom)
    .option(
      '--days <number>',
      `how many days it lives, at most ${MOST_DAYS}`,
      checkedBy(tokenInput.shape.days),
      '90',
    )
    .action(async (username: string, { name, scopes, days }: Options) => {
      const made = await withPortal('current schema', async () => {
        const { id } = await findUserByUsername(operator, username);
        const signedIn = await loadAnybody(id);
        if (signedIn === undefined)
          throw new InvalidInputError({ username: `${username} is not active, so no token would work.` });
        const input = { name, days, scopes };
        return created(await createToken(operator, signedIn.actor, input));
      });
      const expires = made.expires.toISOString();
      finish({
        data: { token: made.token, id: made.id, name: made.name, scopes: made.scopes, expires },
        text: `${made.token}\nIt is not shown again. It works until ${expires}.`,
      });
    });
}
