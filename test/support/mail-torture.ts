import { setTimeout as delay } from 'node:timers/promises';
import { Op } from 'sequelize';
import { inTransaction } from '../../src/database/transaction.ts';
import { recordAll } from '../../src/journal/record.ts';
import type { JournalEntry } from '../../src/journal/events.ts';
import type { Complaint } from '../../src/models/complaint.ts';
import { Job } from '../../src/models/job.ts';
import { Notification } from '../../src/models/notification.ts';
import { ANNOUNCING } from '../../src/notifications/announcements.ts';
import { DELIVERING } from '../../src/use-cases/notifications/notify.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { testEnvironment } from './database.ts';
import type { MailServer } from './mail-server.ts';
import { startWorker, stopped, type PortalProcess } from './portal-process.ts';

const KINDS = [ANNOUNCING, DELIVERING];
/** How long all of it may take, in milliseconds. */
const MOST_MS = 15 * 60_000;

/** How hard workers are treated. */
export interface Torture {
  readonly announcements: number;
  readonly workers: number;
  readonly kills: number;
  /** Between two kills, in milliseconds, more or less. */
  readonly everyMs: number;
  /** Whether another takes the place of each that was killed; else there are fewer and fewer. */
  readonly isReplaced: boolean;
}

/** What came of it. */
export interface Tortured {
  /** Copies that arrived, by Message-ID. */
  readonly copies: ReadonlyMap<string, number>;
  /** What the notifications say at the end. */
  readonly states: ReadonlySet<string>;
  readonly seconds: number;
}

/** Events that somebody hears of, each by a mail of its own. */
async function announce(count: number): Promise<void> {
  const complaints: Complaint[] = [];
  for (let i = 0; i < 10; i += 1) complaints.push(await buildComplaint());
  await Job.destroy({ where: {} });
  const entries = Array.from({ length: count }, (_, index): JournalEntry => {
    const { id, reporterId } = complaints[index % complaints.length] ?? { id: 0, reporterId: 0 };
    const by = { id: reporterId, name: 'Somebody' };
    return { name: 'complaint.filed', by, subjectId: id, complaintId: id, details: {} };
  });
  await inTransaction(() => recordAll(entries));
}

const isLeft = (state: 'waiting' | 'running') => Job.count({ where: { kind: KINDS, state } });

/** What nobody does although its time has come. */
const isDue = () => Job.count({ where: { kind: KINDS, state: 'waiting', runAt: { [Op.lte]: new Date() } } });

/** Waits for something that has to come to pass before a moment. */
async function until(what: string, isSo: () => Promise<boolean>, endsAt: number): Promise<void> {
  while (!(await isSo())) {
    if (Date.now() > endsAt)
      throw new Error(`in ${MOST_MS / 60_000} minutes it did not come to pass that ${what}`);
    await delay(200);
  }
}

/** Ends the leases of processes that are gone, as their time does; only while none is left. */
async function letTimePass(): Promise<void> {
  const past = new Date(Date.now() - 1000);
  await Job.update({ leaseUntil: past }, { where: { kind: KINDS, state: 'running' } });
  await Job.update({ runAt: past }, { where: { kind: KINDS, state: 'waiting' } });
  await Notification.update({ nextAttemptAt: past }, { where: { state: 'sending' } });
}

async function stop(workers: readonly PortalProcess[]): Promise<void> {
  await Promise.all(workers.map(stopped));
}

/**
 * Announces something so many times, lets workers send the mails to `server`, and kills one after the other in the
 * midst of it; then lets others do the rest.
 */
export async function tortureMails({ url, received }: MailServer, torture: Torture): Promise<Tortured> {
  const begun = Date.now();
  const wait = (what: string, isSo: () => Promise<boolean>) => until(what, isSo, begun + MOST_MS);
  await announce(torture.announcements);
  const start = () => startWorker({ ...testEnvironment, SMTP_URL: url, MAIL_FROM: 'it@alphalab.example' });
  const workers = Array.from({ length: torture.workers }, start);
  await wait('a mail arrives', async () => received.length > 0);
  for (let kill = 0; kill < torture.kills; kill += 1) {
    await delay(torture.everyMs * (0.5 + Math.random()));
    const victim = workers[kill % torture.workers];
    victim?.child.kill('SIGKILL');
    await victim?.ended;
    if (torture.isReplaced) workers[kill % torture.workers] = start();
  }
  await wait('nothing is due that nobody does', async () => (await isDue()) === 0);
  await stop(workers);
  await letTimePass();
  const others = Array.from({ length: torture.isReplaced ? torture.workers : 1 }, start);
  const left = async () => (await isLeft('waiting')) + (await isLeft('running'));
  await wait('nothing is left to do', async () => (await left()) === 0);
  await stop(others);
  const copies = new Map<string, number>();
  for (const { mail } of received)
    copies.set(mail.messageId ?? '', (copies.get(mail.messageId ?? '') ?? 0) + 1);
  const rows = await Notification.findAll({ attributes: ['state'], where: { channel: 'mail' } });
  return { copies, states: new Set(rows.map(({ state }) => state)), seconds: (Date.now() - begun) / 1000 };
}
