import { col, fn, Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../durations.ts';
import { Job } from '../../../models/job.ts';
import { jobKinds } from '../../jobs/job-kinds.ts';
import type { Check, Finding, HealthSettings } from '../check.ts';
import { lastDone, periodicStates, type PeriodicState } from '../periodic-jobs.ts';
import { counted } from '../../../counted.ts';
import { spanInWords } from '../words.ts';

/** How long a job may wait after its time, in milliseconds, before it is told, and before nobody seems to run any. */
const WAITING_MS = 10 * MINUTE_MS;
const LONG_MS = HOUR_MS;
/** For how long a job that was given up is a problem, in milliseconds. */
const FRESH_MS = 7 * DAY_MS;

const WORKER =
  'See that a process runs jobs: one that serves with WORKER=on, or `npm run portal -- work`; its log tells what fails.';

function aboutPeriodic(states: readonly PeriodicState[]): Finding {
  const late = states.filter(({ isLate }) => isLate);
  if (late.length > 0) {
    const some = late.slice(0, 3).map(({ label, lastDone: last }) => {
      const when =
        last === null ? 'never' : `last ${spanInWords(presentMoment().getTime() - last.getTime())} ago`;
      return `${label} (${when})`;
    });
    const more = late.length > 3 ? ` and ${late.length - 3} more` : '';
    return { level: 'problem', text: `Not done in time: ${some.join(', ')}${more}.`, advice: WORKER };
  }
  const unknown = states.filter(({ isKnown }) => !isKnown).length;
  if (unknown > 0) {
    const text =
      unknown === states.length
        ? 'No job was ever done by the clock.'
        : `${counted(unknown, 'kind')} of jobs by the clock never planned yet.`;
    return { level: 'warning', text, advice: WORKER };
  }
  return { level: 'ok', text: `All ${states.length} kinds of jobs by the clock were done in time.` };
}

async function aboutWaiting(now: Date): Promise<readonly Finding[]> {
  const first = await Job.findOne({
    attributes: ['runAt'],
    where: { state: 'waiting', runAt: { [Op.lt]: new Date(now.getTime() - WAITING_MS) } },
    order: [['runAt', 'ASC']],
    raw: true,
  });
  if (first === null) return [];
  const waited = now.getTime() - new Date(first.runAt).getTime();
  return [
    {
      level: waited > LONG_MS ? 'problem' : 'warning',
      text: `A job has been due for ${spanInWords(waited)}.`,
      advice: WORKER,
      list: { resource: 'jobs', filters: { state: 'waiting' } },
    },
  ];
}

/** Dead jobs by kind; those by the clock that were done since are healed. */
async function deadKinds(settings: HealthSettings) {
  const rows = (await Job.findAll({
    attributes: ['kind', [fn('COUNT', col('id')), 'count'], [fn('MAX', col('ended_at')), 'endedAt']],
    where: { state: 'dead' },
    group: 'kind',
    raw: true,
  })) as readonly { kind: string; endedAt: Date | string | null; count?: number }[];
  const byClock = new Set(
    jobKinds(settings).flatMap(({ kind, everyMs }) => (everyMs === undefined ? [] : [kind])),
  );
  const dead = [];
  for (const { kind, endedAt, count = 0 } of rows) {
    const ended = endedAt === null ? new Date(0) : new Date(endedAt);
    const done = byClock.has(kind) ? await lastDone(kind) : null;
    if (done === null || done < ended) dead.push({ count, ended });
  }
  return dead;
}

async function aboutDead(settings: HealthSettings, now: Date): Promise<readonly Finding[]> {
  const dead = await deadKinds(settings);
  const count = dead.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return [];
  const isFresh = dead.some(({ ended }) => now.getTime() - ended.getTime() < FRESH_MS);
  return [
    {
      level: isFresh ? 'problem' : 'warning',
      text: `${counted(count, 'job was', 'jobs were')} given up.`,
      advice: 'Their list tells why; once that is mended, let them run again there.',
      list: { resource: 'jobs', filters: { state: 'dead' } },
    },
  ];
}

/** Whether jobs are done: those by the clock in time, the others soon, and none is given up. */
export const jobsCheck: Check = {
  name: 'jobs',
  label: 'Jobs',
  group: 'work',
  async run(settings) {
    const now = presentMoment();
    const states = await periodicStates(jobKinds(settings), now);
    return [aboutPeriodic(states), ...(await aboutWaiting(now)), ...(await aboutDead(settings, now))];
  },
};
