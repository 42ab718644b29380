import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { database, isSqlite } from '../../src/database/connect.ts';
import { Op } from 'sequelize';
import { asOf } from '../../src/database/present-moment.ts';
import { LEASE_MS } from '../../src/jobs/claim.ts';
import { JobRunner } from '../../src/jobs/runner.ts';
import { isPeriodic } from '../../src/jobs/schedule.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Job } from '../../src/models/job.ts';
import { Status, type StatusCode } from '../../src/models/status.ts';
import { receiveFile } from '../../src/use-cases/attachments/receive-file.ts';
import { jobKinds } from '../../src/use-cases/jobs/job-kinds.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { dataDir, testEnvironment } from '../support/database.ts';
import { killLeftOvers, startPortal, startWorker, type PortalProcess } from '../support/portal-process.ts';
import { claimStorage, removeStoredFiles, storedFiles } from '../support/stored-files.ts';

const DAY_MS = 86_400_000;
const CLOSE = 'complaints.close-unanswered';

describe('jobs of processes', function suite() {
  this.timeout(180_000);
  beforeEach(() => removeStoredFiles(dataDir));
  afterEach(killLeftOvers);

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (const begun = Date.now(); Date.now() - begun < 120_000; await delay(100)) {
      if (await isSo()) return;
    }
    throw new Error('this did not happen in time');
  }

  const statusId = async (code: StatusCode) =>
    (await Status.findOne({ where: { code }, rejectOnEmpty: true })).id;

  /** Complaints that were resolved so many days ago, by copying one: as fast as the engine is. */
  async function resolve(count: number, days: number): Promise<void> {
    const { id } = await buildComplaint({
      status: 'resolved',
      resolvedAt: new Date(Date.now() - days * DAY_MS),
    });
    const columns = Object.values(Complaint.getAttributes())
      .map(({ field }) => field)
      .filter((field) => field !== 'id' && field !== 'submission_key')
      .join(', ');
    for (let have = 1; have < count; have *= 2) {
      const limit = Math.min(have, count - have);
      await database().query(
        `INSERT INTO complaints (${columns}) SELECT ${columns} FROM complaints WHERE id >= ${id} LIMIT ${limit}`,
      );
    }
  }

  const countOf = async (code: StatusCode) => Complaint.count({ where: { statusId: await statusId(code) } });

  /** Leaves so few of what is due that the rest can be waited for. */
  async function leaveOnly(count: number): Promise<void> {
    const left = { statusId: await statusId('resolved') };
    const [last] = await Complaint.findAll({ where: left, order: ['id'], offset: count, limit: 1 });
    await Complaint.destroy({ where: { ...left, id: { [Op.gte]: last?.id ?? 0 } } });
  }

  async function stopped({ child, ended }: PortalProcess): Promise<{ code: number | null; ms: number }> {
    const asked = Date.now();
    child.kill('SIGTERM');
    const code = await ended;
    return { code, ms: Date.now() - asked };
  }

  it('are done once in an hour by all of them, those that serve pages and those that only work', async () => {
    await resolve(5, 8);
    await resolve(5, 6);
    await claimStorage();
    const orphan = await receiveFile(Readable.from([Buffer.from('nobody has this')]), 'a.txt');
    const fresh = await receiveFile(Readable.from([Buffer.from('this is on its way')]), 'b.txt');
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(join(dataDir, 'attachments', orphan.key.slice(0, 2), orphan.key), hoursAgo, hoursAgo);
    const byTheClock = jobKinds({ autoCloseDays: 7, timeZone: 'UTC' }).filter(isPeriodic);
    const loud = { ...testEnvironment, LOG_LEVEL: 'info' };
    // An embedded database is one machine's.
    const workers = Array.from({ length: isSqlite() ? 1 : 3 }, () => startWorker(loud));
    const processes = [startPortal(testEnvironment), ...workers];
    await until(async () => {
      const gone = workers.find(({ child }) => child.exitCode !== null);
      expect(gone?.stderr(), 'ended instead').to.equal(undefined);
      return workers.every((worker) => worker.stderr().includes('running jobs'));
    });
    await until(async () => {
      const kinds = new Set((await Job.findAll({ where: { state: 'done' } })).map(({ kind }) => kind));
      return byTheClock.every(({ kind }) => kinds.has(kind));
    });
    await processes[0]?.url;
    for (const { code } of await Promise.all(processes.map(stopped))) expect(code).to.equal(0);
    const done = await Job.findAll({ where: { state: 'done' } });
    const spans = done.map(({ kind, runAt }) => `${kind} ${runAt.getTime()}`);
    expect(new Set(spans).size, 'each once').to.equal(spans.length);
    expect(done.every(({ attempts }) => attempts === 1)).to.equal(true);
    expect([await countOf('closed'), await countOf('resolved')]).to.deep.equal([5, 5]);
    expect(await storedFiles(dataDir)).to.deep.equal([fresh.key]);
  });

  it('end at once with their process, in the midst of 8,000 due ones, and go on with the next', async () => {
    await resolve(8000, 8);
    const first = startPortal(testEnvironment);
    await until(async () => (await countOf('closed')) > 20);
    await first.url;
    const { code, ms } = await stopped(first);
    expect(code, first.stderr()).to.equal(0);
    // Long before all are done, or STOP_SECONDS are over.
    expect(ms).to.be.lessThan(8000);
    expect(await countOf('resolved')).to.be.greaterThan(1000);
    const job = await Job.findOne({ where: { kind: CLOSE, state: 'waiting' }, order: ['runAt'] });
    expect(job).to.include({ attempts: 0, failingSince: null, lastError: null });
    expect(await Job.count({ where: { state: 'running' } }), 'waits for no lease to end').to.equal(0);
    await leaveOnly(10);
    const second = startWorker(testEnvironment);
    await until(async () => (await countOf('resolved')) === 0);
    expect(await stopped(second)).to.include({ code: 0 });
  });

  it('of a process that was killed are taken over when its lease ended, and not before', async () => {
    await resolve(2000, 8);
    const killed = startWorker(testEnvironment);
    await until(async () => (await countOf('closed')) > 5);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const job = await Job.findOne({ where: { kind: CLOSE, state: 'running' }, rejectOnEmpty: true });
    await leaveOnly(10);
    const { leaseUntil } = job;
    // Nobody adds another job of its kind where a new hour begins meanwhile.
    const kinds = jobKinds({ autoCloseDays: 7, timeZone: 'UTC' }).map(({ everyMs, ...kind }) =>
      everyMs === undefined || kind.kind === CLOSE ? kind : { ...kind, everyMs },
    );
    const runnerAsOf = (moment: Date) => asOf(moment, () => new JobRunner(kinds).start());
    const early = runnerAsOf(new Date((leaseUntil?.getTime() ?? 0) - 1000));
    await until(async () => (await Job.count({ where: { kind: 'jobs.prune', state: 'done' } })) > 0);
    await early.stop();
    expect(await countOf('resolved')).to.equal(10);
    const runner = runnerAsOf(new Date((leaseUntil?.getTime() ?? 0) + LEASE_MS));
    await until(async () => (await countOf('resolved')) === 0);
    await until(async () => (await job.reload()).state === 'done');
    await runner.stop();
    expect(job).to.include({ attempts: 2, lastError: null });
  });

  it('are left to others by a process with WORKER=off', async () => {
    await resolve(1, 8);
    const portal = startPortal({ ...testEnvironment, WORKER: 'off' });
    await portal.url;
    await delay(500);
    expect(await stopped(portal)).to.include({ code: 0 });
    expect([
      await Job.count({ where: { kind: 'complaints.close-unanswered' } }),
      await countOf('closed'),
    ]).to.deep.equal([0, 0]);
  });

  it('are worked on until SIGINT, too, and the command says so', async () => {
    const worker = startWorker({ ...testEnvironment, LOG_LEVEL: 'info' });
    await until(async () => (await Job.count({ where: { state: 'done' } })) > 0);
    worker.child.kill('SIGINT');
    expect(await worker.ended).to.equal(0);
    expect(worker.stdout()).to.equal('Stopped.\n');
    expect(worker.stderr()).to.contain('running jobs until SIGTERM or SIGINT comes');
  });
});
