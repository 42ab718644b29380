import { Command } from 'commander';
import { helpDocument } from './help-document.ts';
import { EXIT, printFailure, printOutcome, type ExitCode, type Finish, type Screen } from './output.ts';
import { refuseOddUsage, unknownCommand } from './strict-usage.ts';

/** Adds one command. */
type Add = (program: Command, finish: Finish, screen: Screen) => void;

/** The commands by their names, in the order in which help tells them: only what is asked for is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  migrate: async () => (await import('./commands/migrate.ts')).addMigrate,
  seed: async () => (await import('./commands/seed.ts')).addSeed,
  createsuperuser: async () => (await import('./commands/createsuperuser.ts')).addCreatesuperuser,
  changepassword: async () => (await import('./commands/changepassword.ts')).addChangepassword,
  'reset-second-factor': async () => (await import('./commands/reset-second-factor.ts')).addResetSecondFactor,
  'create-token': async () => (await import('./commands/create-token.ts')).addCreateToken,
  'setup-groups': async () => (await import('./commands/setup-groups.ts')).addSetupGroups,
  'assign-superuser-groups': async () =>
    (await import('./commands/assign-superuser-groups.ts')).addAssignSuperuserGroups,
  work: async () => (await import('./commands/work.ts')).addWork,
  check: async () => (await import('./commands/check.ts')).addCheck,
  'fix-user-profiles': async () => (await import('./commands/fix-user-profiles.ts')).addFixUserProfiles,
  'import-people': async () => (await import('./commands/import-people.ts')).addImportPeople,
  'import-django': async () => (await import('./commands/import-django.ts')).addImportDjango,
  'send-test-mail': async () => (await import('./commands/send-test-mail.ts')).addSendTestMail,
  audit: async () => (await import('./commands/audit.ts')).addAudit,
  'move-storage': async () => (await import('./commands/move-storage.ts')).addMoveStorage,
  backup: async () => (await import('./commands/backup.ts')).addBackup,
  restore: async () => (await import('./commands/restore.ts')).addRestore,
  retention: async () => (await import('./commands/retention.ts')).addRetention,
  'rotate-key': async () => (await import('./commands/rotate-key.ts')).addRotateKey,
};

/** The command that is meant, or all of them where none comes first: help, also before a command, and mistakes name them. */
function meant(parameters: readonly string[]): Promise<Add[]> {
  const name = parameters.find((parameter) => parameter !== '--json') ?? '';
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return Promise.all((named === undefined ? Object.values(COMMANDS) : [named]).map((load) => load()));
}

/** Whether help is asked for, in any of its ways. */
function isHelp(parameters: readonly string[]): boolean {
  const first = parameters.find((one) => !one.startsWith('-'));
  return first === 'help' || parameters.some((one) => ['--help', '-h'].includes(one));
}

/** One line, whatever the library has to add to it. */
function inOneLine(text: string): string {
  return `${text.trimEnd().replaceAll('\n', ' ')} (--help tells more)\n`;
}

const EXIT_CODES =
  '\nExit codes: 0 done or nothing to do, 1 failed, 2 wrong usage, 3 problems found by a check.';

function buildProgram(adds: readonly Add[], json: boolean, screen: Screen, finish: Finish): Command {
  const program = new Command('npm run portal --')
    .description('Commands for operators of the Alpha Lab IT Complaint Portal.')
    .usage('COMMAND [options]')
    .option('--json', 'print one JSON document instead of text')
    .configureHelp({ showGlobalOptions: true, ...(json ? { formatHelp: helpDocument } : {}) })
    .configureOutput({
      writeOut: (text) => screen.out.write(text),
      writeErr: (text) => json || screen.err.write(text),
      outputError: (text, write) => write(inOneLine(text)),
    })
    .exitOverride();
  if (!json) program.addHelpText('after', EXIT_CODES);
  for (const add of adds) add(program, finish, screen);
  refuseOddUsage(program);
  return program;
}

/** Runs an operator's command; everything it has to say is said when it returns the exit code. */
export async function runPortal(
  parameters: readonly string[],
  screen: Screen = { out: process.stdout, err: process.stderr },
): Promise<ExitCode> {
  const json = parameters.includes('--json');
  let code: ExitCode = EXIT.done;
  const program = buildProgram(await meant(parameters), json, screen, (outcome) => {
    code = printOutcome(outcome, json, screen);
  });
  try {
    const unknown = isHelp(parameters) ? unknownCommand(program, parameters) : undefined;
    if (unknown !== undefined) program.error(`error: unknown command '${unknown}'`);
    await program.parseAsync(parameters, { from: 'user' });
    return code;
  } catch (error) {
    return printFailure(error, json, screen);
  }
}
