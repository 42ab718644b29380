import { setTimeout as delay } from 'node:timers/promises';
import { Op } from 'sequelize';
import { HOUR_MS } from '../../src/durations.ts';
import { Job } from '../../src/models/job.ts';
import { Notification } from '../../src/models/notification.ts';
import { removeOrphanFiles } from '../../src/use-cases/attachments/remove-orphan-files.ts';
import { byHand } from '../support/journal-watch.ts';
import { startWorker } from '../support/portal-process.ts';
import type { Acknowledged } from './acknowledged.ts';
import { contradictions } from './invariants/index.ts';
import type { TorturedPlace } from './place.ts';

/** What is left to do may take as long as it takes, but not stand still for so long, in milliseconds. */
const STILL_MS = 90_000;

/** Ends the leases of processes that are gone, and the pauses after failures, as their time does. */
async function letTimePass(): Promise<void> {
  const past = new Date(Date.now() - 1000);
  // What was ordered while a clock was ahead is done when that time has come.
  await Job.update({ runAt: past }, { where: { state: 'waiting', createdAt: { [Op.gt]: new Date() } } });
  await Job.update({ leaseUntil: past }, { where: { state: 'running' } });
  await Job.update({ runAt: past }, { where: { state: 'waiting', attempts: { [Op.gt]: 0 } } });
  await Notification.update({ nextAttemptAt: past }, { where: { state: 'sending' } });
}

const left = async () =>
  (await Job.count({ where: { state: 'running' } })) +
  (await Job.count({ where: { state: 'waiting', runAt: { [Op.lte]: new Date() } } }));

/** Lets a worker do all that is due. @throws Error when it does not get on. */
async function workOff(settings: Readonly<Record<string, string>>): Promise<void> {
  await byHand(letTimePass);
  const worker = startWorker({ ...settings });
  try {
    let [last, moved] = [Infinity, performance.now()];
    // Twice, as one job may leave another.
    for (let calm = 0; calm < 2; await delay(300)) {
      const now = await left();
      calm = now === 0 ? calm + 1 : 0;
      // More, too, where one leaves several others.
      if (now !== last) [last, moved] = [now, performance.now()];
      if (performance.now() - moved > STILL_MS) throw new Error(`jobs are left undone: ${await named()}`);
    }
  } finally {
    worker.child.kill('SIGTERM');
    await worker.ended;
  }
}

async function named(): Promise<string> {
  const jobs = await Job.findAll({
    where: { state: ['running', 'waiting'], runAt: { [Op.lte]: new Date() } },
  });
  return jobs.map(({ kind, state, lastError }) => `${kind} ${state} ${lastError ?? ''}`).join(', ');
}

/** Lets everything come to rest, and looks at what contradicts what holds; the portal must not run any more. */
export async function faultsAfter(place: TorturedPlace, done?: Acknowledged): Promise<string[]> {
  await workOff(place.settings);
  // What killed processes left is swept away an hour later.
  await removeOrphanFiles(new Date(Date.now() + 2 * HOUR_MS));
  const look = { place, isOwn: true, ...(done === undefined ? {} : { done }) };
  return [...(done?.faults ?? []), ...(await contradictions(look))];
}
