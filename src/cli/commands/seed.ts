import type { Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { seedDemo } from '../../use-cases/demo/seed-demo.ts';
import { seedingAlone } from '../../use-cases/demo/seeding-alone.ts';
import { seedReferenceData } from '../../use-cases/schema/seed-reference-data.ts';
import { aligned, type Finish, type Outcome } from '../output.ts';
import { withPortal } from '../with-portal.ts';

async function seed(withDemo: boolean): Promise<Outcome> {
  const seeders = await seedReferenceData();
  const text = 'The reference data is complete.';
  const ran = seeders.map((seeder) => ({ seeder }));
  if (!withDemo) {
    await recordCommand(operator, 'seed', ran);
    return { data: { seeders }, text };
  }
  const demo = await seedDemo(operator);
  const { people: created, complaints } = demo;
  await recordCommand(operator, 'seed --demo', [...ran, ...created, { complaints }]);
  const people = aligned(
    demo.people.map(({ username, accessLevel, created }) => [
      username,
      created ? 'created' : 'already there',
      accessLevel,
    ]),
  );
  const password =
    demo.password === null ? '' : `\nThe password of those created, shown this once: ${demo.password}`;
  return {
    data: { seeders, demo },
    text: `${text}\n${people}\nComplaints filed: ${demo.complaints}${password}`,
  };
}

/** Adds `seed`. */
export function addSeed(program: Command, finish: Finish): void {
  program
    .command('seed')
    .description(
      'Add the reference data that was never added before; what was renamed or deleted since stays so.',
    )
    .option('--demo', 'also demo people, complaints and answers, for trying the portal out')
    .action(async (options: { demo?: boolean }) => {
      finish(
        await withPortal('current schema', () =>
          options.demo === true ? seedingAlone(() => seed(true)) : seed(false),
        ),
      );
    });
}
