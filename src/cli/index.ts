import { Command } from 'commander';
import { addAssignSuperuserGroups } from './commands/assign-superuser-groups.ts';
import { addChangepassword } from './commands/changepassword.ts';
import { addCreatesuperuser } from './commands/createsuperuser.ts';
import { addFixUserProfiles } from './commands/fix-user-profiles.ts';
import { addMigrate } from './commands/migrate.ts';
import { addSeed } from './commands/seed.ts';
import { addSetupGroups } from './commands/setup-groups.ts';
import { printFailure, printOutcome } from './output.ts';

const COMMANDS = [
  addMigrate,
  addSeed,
  addCreatesuperuser,
  addChangepassword,
  addSetupGroups,
  addAssignSuperuserGroups,
  addFixUserProfiles,
];

const parameters = process.argv.slice(2);
const json = parameters.includes('--json');

const program = new Command('npm run portal --')
  .description('Commands for operators of the Alpha Lab IT Complaint Portal.')
  .usage('COMMAND [options]')
  .option('--json', 'print one JSON document instead of text')
  .configureHelp({ showGlobalOptions: true })
  .configureOutput({ writeErr: (text) => json || process.stderr.write(text) })
  .showHelpAfterError('(--help tells more)')
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 done or nothing to do, 1 failed, 2 wrong usage, 3 problems found by a check.',
  );

for (const add of COMMANDS) {
  add(program, (outcome) => {
    process.exitCode = printOutcome(outcome, json);
  });
}

try {
  await program.parseAsync(parameters, { from: 'user' });
} catch (error) {
  process.exitCode = printFailure(error, json);
}
