import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { readConfig, type Config } from '../../config.ts';
import { UnavailableError } from '../../errors.ts';
import { log } from '../../log.ts';
import { operator } from '../../policies/actor.ts';
import { HEALTH_LEVELS, type HealthLevel, type HealthSettings } from '../../use-cases/health/check.ts';
import { checkHealth, type Health } from '../../use-cases/health/check-health.ts';
import type { CheckResult } from '../../use-cases/health/run-checks.ts';
import { connectPortal } from '../../use-cases/schema/connect-portal.ts';
import { counted } from '../../counted.ts';
import { aligned, EXIT, type Finish, type Outcome } from '../output.ts';

/** How long closing may take, in milliseconds: what hangs would hold up the end. */
const CLOSE_MS = 2000;

const WORDS: Readonly<Record<HealthLevel, string>> = { ok: 'ok', warning: 'warning', problem: 'PROBLEM' };

/** One line for what is, and one below it for what to do. */
function rowsOf({ level, label, text, advice }: CheckResult): string[][] {
  const rows = [[WORDS[level], label, text]];
  return advice === undefined ? rows : [...rows, ['', '', `-> ${advice}`]];
}

function told({ results, unchecked }: Health): string {
  const count = (level: HealthLevel) => results.filter((one) => one.level === level).length;
  const sorted = results.toSorted(
    (one, other) => HEALTH_LEVELS.indexOf(other.level) - HEALTH_LEVELS.indexOf(one.level),
  );
  const problems = count('problem');
  return [
    aligned(sorted.flatMap(rowsOf)),
    ...(unchecked.length === 0
      ? []
      : [`Not checked, as the database or its tables are not there: ${unchecked.join(', ')}.`]),
    problems === 0 ? 'No problems found.' : `${counted(problems, 'problem')} found.`,
    ...(count('warning') === 0 ? [] : [`${counted(count('warning'), 'warning')}.`]),
  ].join('\n');
}

/** Opens the database as far as it can be; what keeps it closed is told as any other problem. */
async function open(config: Config): Promise<{ settings: HealthSettings; close: () => Promise<void> }> {
  try {
    return { settings: config, close: await connectPortal(config) };
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    return { settings: { ...config, unopened: error.message }, close: () => Promise.resolve() };
  }
}

async function check(finish: Finish): Promise<void> {
  const config = readConfig(undefined, false);
  // Each failure is told in words; more of it only to those who ask for it.
  log.level = config.logLevel === 'info' ? 'silent' : config.logLevel;
  const { settings, close } = await open(config);
  const health = await checkHealth(operator, settings);
  const exitCode = health.level === 'problem' ? EXIT.problems : EXIT.done;
  const data = { ...health, at: health.at.toISOString() };
  finish({ data, text: told(health), exitCode } satisfies Outcome);
  const isClosed = await Promise.race([close().then(() => true), delay(CLOSE_MS, false, { ref: false })]);
  // A database that hangs would be waited for without end.
  if (!isClosed) process.exit(exitCode);
}

/** Adds `check`. */
export function addCheck(program: Command, finish: Finish): void {
  program
    .command('check')
    .summary('Tell how the portal stands: what is wrong, and what to do.')
    .description(
      'Look at database, migrations, profiles, permissions, jobs, complaints, mail, disk, stored files, seals and backups. Each is ok, a warning or a problem; exits with 3 when there are problems. It also tells what it can where the database or the storage is broken.',
    )
    .action(() => check(finish));
}
