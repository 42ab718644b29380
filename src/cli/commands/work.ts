import type { Command } from 'commander';
import type { Config } from '../../config.ts';
import { log } from '../../log.ts';
import { operator } from '../../policies/actor.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { startJobs } from '../../use-cases/jobs/start-jobs.ts';
import type { Finish, Outcome } from '../output.ts';
import { withPortal } from '../with-portal.ts';

/** The signal that orders the process to stop, once it comes; one that comes a second time ends it at once. */
function orderToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT']) process.once(name, resolve);
  });
}

async function work(config: Config): Promise<Outcome> {
  // Unlike other commands it runs for long, and its log is what tells of it.
  log.level = config.logLevel;
  await recordCommand(operator, 'work', []);
  const jobs = startJobs(config);
  log.info('running jobs until SIGTERM or SIGINT comes');
  const signal = await orderToStop();
  log.info('stopping: running jobs end between two items, and go on with the next start');
  await jobs.stop();
  return { data: { stopped: signal }, text: 'Stopped.' };
}

/** Adds `work`. */
export function addWork(program: Command, finish: Finish): void {
  program
    .command('work')
    .summary('Run jobs without serving pages, until it is stopped.')
    .description(
      'Run jobs without serving pages, until SIGTERM or SIGINT comes. Several processes may do so at once, beside those that serve pages; with WORKER=off those leave all jobs to this one.',
    )
    .action(async () => {
      finish(await withPortal('current schema', work, true));
    });
}
