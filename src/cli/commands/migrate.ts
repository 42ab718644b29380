import { Argument, type Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { listMigrations } from '../../use-cases/schema/list-migrations.ts';
import { migrateSchema } from '../../use-cases/schema/migrate-schema.ts';
import { counted } from '../../counted.ts';
import { aligned, EXIT, type Finish, type Outcome } from '../output.ts';
import { withPortal } from '../with-portal.ts';

type Direction = 'up' | 'down' | 'status';

const direction = new Argument(
  '[direction]',
  'up runs all pending migrations, down reverts the newest, status lists them and exits with 3 when some are pending or unknown',
)
  .choices(['up', 'down', 'status'])
  .default('up');

const UNTOLD = 'The journal does not tell of this: its table is not there, or SECRET_KEY is not set.';

async function status(): Promise<Outcome> {
  const migrations = await listMigrations();
  const count = (wanted: string) => migrations.filter(({ state }) => state === wanted).length;
  const pending = count('pending');
  const unknown = count('unknown');
  const advice = [
    pending === 0
      ? 'No migration is pending.'
      : `${counted(pending, 'migration')} pending. Run: npm run portal -- migrate`,
    ...(unknown === 0 ? [] : [`${counted(unknown, 'migration')} unknown to this version of the portal.`]),
  ];
  return {
    data: { pending, unknown, migrations },
    text: [aligned(migrations.map(({ name, state }) => [name, state])), ...advice].join('\n'),
    exitCode: pending + unknown === 0 ? EXIT.done : EXIT.problems,
  };
}

async function run(way: 'up' | 'down'): Promise<Outcome> {
  const { migrations, isTold } = await migrateSchema(operator, way);
  const verb = way === 'up' ? 'run' : 'reverted';
  const nothing = way === 'up' ? 'No migration is pending.' : 'There is no migration to revert.';
  const lines = [aligned(migrations.map((name) => [name, verb])), ...(isTold ? [] : [UNTOLD])];
  return {
    data: { direction: way, migrations, journaled: isTold },
    text: migrations.length > 0 ? lines.join('\n') : nothing,
  };
}

/** Adds `migrate`. */
export function addMigrate(program: Command, finish: Finish): void {
  program
    .command('migrate')
    .description("Bring the database's tables to this version, or one migration back.")
    .addArgument(direction)
    .action(async (way: Direction) => {
      finish(await withPortal('any schema', () => (way === 'status' ? status() : run(way))));
    });
}
