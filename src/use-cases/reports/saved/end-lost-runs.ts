import { Job } from '../../../models/job.ts';
import { ReportRun } from '../../../models/report-run.ts';
import { failRun } from './fail-run.ts';
import { MAKING } from './start-report.ts';

const GIVEN_UP = 'It failed for a day and was given up; the list of jobs tells why.';
const GONE = 'The job that was to make it is gone.';

const payloadOf = (runId: number): string => JSON.stringify({ runId });

/** Ends runs that no job makes any more, with the reason. Returns how many. */
export async function endLostRuns(signal?: AbortSignal): Promise<number> {
  // Before the jobs: a run and its job are written at once, so that each of these had one.
  const runs = await ReportRun.findAll({
    attributes: ['id'],
    where: { state: ['waiting', 'running'] },
    raw: true,
  });
  if (runs.length === 0) return 0;
  const where = { kind: MAKING, state: ['waiting', 'running', 'dead'] };
  const jobs = await Job.findAll({ attributes: ['payload', 'state'], where, raw: true });
  const states = new Map(jobs.map(({ payload, state }) => [payload, state]));
  let ended = 0;
  for (const { id } of runs) {
    signal?.throwIfAborted();
    const state = states.get(payloadOf(id));
    if (state === 'waiting' || state === 'running') continue;
    if (await failRun(id, state === 'dead' ? GIVEN_UP : GONE)) ended += 1;
  }
  return ended;
}
