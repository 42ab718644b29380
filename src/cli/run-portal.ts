import { Command } from 'commander';
import { addAssignSuperuserGroups } from './commands/assign-superuser-groups.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addChangepassword } from './commands/changepassword.ts';
import { addCheck } from './commands/check.ts';
import { addCreatesuperuser } from './commands/createsuperuser.ts';
import { addCreateToken } from './commands/create-token.ts';
import { addFixUserProfiles } from './commands/fix-user-profiles.ts';
import { addImportDjango } from './commands/import-django.ts';
import { addImportPeople } from './commands/import-people.ts';
import { addMigrate } from './commands/migrate.ts';
import { addMoveStorage } from './commands/move-storage.ts';
import { addResetSecondFactor } from './commands/reset-second-factor.ts';
import { addRestore } from './commands/restore.ts';
import { addRetention } from './commands/retention.ts';
import { addRotateKey } from './commands/rotate-key.ts';
import { addSeed } from './commands/seed.ts';
import { addSendTestMail } from './commands/send-test-mail.ts';
import { addSetupGroups } from './commands/setup-groups.ts';
import { addWork } from './commands/work.ts';
import { EXIT, printFailure, printOutcome, type ExitCode, type Finish, type Screen } from './output.ts';

const COMMANDS = [
  addMigrate,
  addSeed,
  addCreatesuperuser,
  addChangepassword,
  addResetSecondFactor,
  addCreateToken,
  addSetupGroups,
  addAssignSuperuserGroups,
  addWork,
  addCheck,
  addFixUserProfiles,
  addImportPeople,
  addImportDjango,
  addSendTestMail,
  addAudit,
  addMoveStorage,
  addBackup,
  addRestore,
  addRetention,
  addRotateKey,
];

function buildProgram(json: boolean, screen: Screen, finish: Finish): Command {
  const program = new Command('npm run portal --')
    .description('Commands for operators of the Alpha Lab IT Complaint Portal.')
    .usage('COMMAND [options]')
    .option('--json', 'print one JSON document instead of text')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => screen.out.write(text),
      writeErr: (text) => json || screen.err.write(text),
    })
    .showHelpAfterError('(--help tells more)')
    .exitOverride()
    .addHelpText(
      'after',
      '\nExit codes: 0 done or nothing to do, 1 failed, 2 wrong usage, 3 problems found by a check.',
    );
  for (const add of COMMANDS) add(program, finish, screen);
  return program;
}

/** Runs an operator's command; everything it has to say is said when it returns the exit code. */
export async function runPortal(
  parameters: readonly string[],
  screen: Screen = { out: process.stdout, err: process.stderr },
): Promise<ExitCode> {
  const json = parameters.includes('--json');
  let code: ExitCode = EXIT.done;
  const program = buildProgram(json, screen, (outcome) => {
    code = printOutcome(outcome, json, screen);
  });
  try {
    await program.parseAsync(parameters, { from: 'user' });
    return code;
  } catch (error) {
    return printFailure(error, json, screen);
  }
}
