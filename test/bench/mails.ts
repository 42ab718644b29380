import { useFollowers } from '../../src/journal/followers.ts';
import { asOf } from '../../src/database/present-moment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Job } from '../../src/models/job.ts';
import { announcements } from '../../src/notifications/announcements.ts';
import { loadActor } from '../../src/use-cases/people/load-actor.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { announceEvent } from '../../src/use-cases/notifications/announce-event.ts';
import { deliverMail } from '../../src/use-cases/notifications/mail/deliver-mail.ts';
import { usePost } from '../../src/mail/post.ts';
import { startMailServer } from '../support/mail-server.ts';
import { AMC_ID } from './load-data.ts';

const STEPS = 200;
const ROUNDS = 20;
/** Jobs that a worker does at once. */
const AT_ONCE = 3;
/** After the two minutes in which several news are one mail. */
const LATER_MS = 180_000;

/** What announcing costs the steps, and how fast mails go. */
export interface Mails {
  /** Milliseconds of a step, in the median, with nobody told of it and with everybody. */
  readonly step: { readonly silent: number; readonly told: number };
  readonly perSecond: number;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

async function stepTimes(ids: readonly number[]): Promise<number[]> {
  const actor = (await loadActor(AMC_ID))?.actor;
  if (actor === undefined) throw new Error('The AMC administrator is missing.');
  const times: number[] = [];
  for (const id of ids) {
    const start = performance.now();
    await addRemark(actor, { id, remark: 'The part is ordered.' });
    times.push(performance.now() - start);
  }
  return times;
}

/** By turns, so that what else the machine does slows down both. */
async function measureSteps(ids: readonly number[]): Promise<Mails['step']> {
  const silent: number[] = [];
  const told: number[] = [];
  const part = Math.ceil(ids.length / ROUNDS);
  for (let from = 0; from < ids.length; from += part) {
    const some = ids.slice(from, from + part);
    useFollowers([]);
    silent.push(...(await stepTimes(some)));
    useFollowers([announcements]);
    told.push(...(await stepTimes(some)));
  }
  return { silent: median(silent), told: median(told) };
}

async function workOff(kind: string, work: (payload: unknown) => Promise<unknown>): Promise<void> {
  const jobs = await Job.findAll({ where: { kind, state: 'waiting' }, order: ['id'] });
  const worker = async () => {
    for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) {
      await work(JSON.parse(job.payload));
      await job.update({ state: 'done' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Measures in this process: replies with and without followers, then the mails of the replies over a server on loopback. */
export async function measureMails(dataDir: string): Promise<Mails> {
  const rows = await Complaint.findAll({ attributes: ['id'], order: ['id'], limit: STEPS });
  const step = await measureSteps(rows.map(({ id }) => id));
  await workOff('notifications.announce', (payload) => announceEvent(payload, 'UTC'));
  const server = await startMailServer();
  const post = usePost({
    smtpUrl: server.url,
    mailFrom: 'it@alphalab.example',
    dataDir,
    baseUrl: 'https://it.alphalab.example',
    host: '127.0.0.1',
    port: 3000,
  });
  const start = performance.now();
  await asOf(new Date(Date.now() + LATER_MS), () =>
    workOff('notifications.deliver', (payload) =>
      deliverMail(payload, { signal: new AbortController().signal }, 'UTC'),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  post.close();
  await server.close();
  return { step, perSecond: server.received.length / seconds };
}
