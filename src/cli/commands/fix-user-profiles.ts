import type { Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { fixUserProfiles } from '../../use-cases/people/fix-user-profiles.ts';
import { counted } from '../../counted.ts';
import { EXIT, type Finish } from '../output.ts';
import { withPortal } from '../with-portal.ts';

function summary(count: number, dryRun: boolean): string {
  if (count === 0) return 'No problems found.';
  return dryRun
    ? `${counted(count, 'problem')} found. Nothing was changed; run it without --dry-run to repair.`
    : `${counted(count, 'problem')} repaired.`;
}

/** Adds `fix-user-profiles`. */
export function addFixUserProfiles(program: Command, finish: Finish): void {
  program
    .command('fix-user-profiles')
    .alias('fix_user_profiles')
    .summary('Find and repair what is wrong with profiles and portal IDs.')
    .description(
      'Find and repair missing, duplicate and orphaned profiles, duplicate and blank portal IDs, repeated ids, id counters behind their table, tables in an engine without foreign keys, and missing or weakened constraints.',
    )
    .option('--dry-run', 'only list the problems; exits with 3 when there are any')
    .action(async (options: { dryRun?: boolean }) => {
      const dryRun = options.dryRun === true;
      const problems = await withPortal('current schema', () => fixUserProfiles(operator, { dryRun }));
      finish({
        data: { dryRun, repaired: dryRun ? 0 : problems.length, problems },
        text: [...problems.map(({ message }) => message), summary(problems.length, dryRun)].join('\n'),
        exitCode: dryRun && problems.length > 0 ? EXIT.problems : EXIT.done,
      });
    });
}
