import { expect } from 'chai';
import { presentMoment, asOf } from '../../src/database/present-moment.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { pauseAfter } from '../../src/jobs/backoff.ts';
import { claimJob, LEASE_MS } from '../../src/jobs/claim.ts';
import { enqueue } from '../../src/jobs/enqueue.ts';
import { failJob, finishJob, putBackJob, renewLease } from '../../src/jobs/lease.ts';
import { pruneJobs } from '../../src/jobs/prune-jobs.ts';
import { onDueJob } from '../../src/jobs/wake.ts';
import { Job } from '../../src/models/job.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KINDS = ['test.one', 'test.two'];

function add(kind: string, options: { dedupeKey?: string; runAt?: Date } = {}): Promise<boolean> {
  return inTransaction(() => enqueue(kind, { for: 'a test' }, options));
}

const later = (ms: number, from: Date = new Date()) => new Date(from.getTime() + ms);
const onlyJob = () => Job.findOne({ rejectOnEmpty: true });

async function claimed() {
  const job = await claimJob(KINDS);
  if (job === undefined) throw new Error('there is no job');
  return job;
}

describe('enqueueing a job', () => {
  it('is part of the transaction around it: rolled back, it never was', async () => {
    let told = 0;
    const forget = onDueJob(() => (told += 1));
    const broken = inTransaction(async () => {
      await enqueue('test.one', {});
      throw new Error('and then it failed');
    });
    expect(await broken.catch((error: Error) => error.message)).to.equal('and then it failed');
    expect([await Job.count(), told]).to.deep.equal([0, 0]);
    await add('test.one', { runAt: later(HOUR_MS) });
    expect(told, 'not due yet').to.equal(0);
    await inTransaction(async () => {
      await enqueue('test.one', {});
      expect(told, 'not committed yet').to.equal(0);
    });
    expect(told).to.equal(1);
    forget();
  });

  it('is refused where nothing would be committed', async () => {
    const error = await enqueue('test.one', {}).catch((reason: Error) => reason.message);
    expect(error).to.match(/belongs inside inTransaction/);
    expect(await Job.count()).to.equal(0);
  });

  it('adds one of many with the same key, and the losers’ transactions go on', async () => {
    const added = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        inTransaction(async () => {
          const isFirst = await enqueue('test.one', {}, { dedupeKey: 'the same' });
          await enqueue('test.two', {}, { dedupeKey: `its own ${index}` });
          return isFirst;
        }),
      ),
    );
    expect(added.filter(Boolean)).to.have.length(1);
    expect(await Job.count({ where: { kind: 'test.one' } })).to.equal(1);
    expect(await Job.count({ where: { kind: 'test.two' } })).to.equal(12);
  });

  it('tells keys apart that differ in letter case or accents alone', async () => {
    for (const dedupeKey of ['key', 'KEY', 'kéy'])
      expect(await add('test.one', { dedupeKey })).to.equal(true);
    expect(await add('test.one', { dedupeKey: 'KEY' })).to.equal(false);
  });
});

describe('claiming a job', () => {
  it('gives it to one of many who try at once', async () => {
    for (let i = 0; i < 3; i += 1) await add('test.one');
    const got = await Promise.all(Array.from({ length: 12 }, () => claimJob(KINDS)));
    const ids = got.flatMap((job) => job?.id ?? []);
    expect(ids).to.have.length(3);
    expect(new Set(ids)).to.have.property('size', 3);
    expect(await Job.count({ where: { state: 'running', attempts: 1 } })).to.equal(3);
  });

  it('takes what is due longest, nothing before its time, and no kind that it does not know', async () => {
    await add('test.one', { runAt: later(-1000) });
    await add('test.two', { runAt: later(-2000) });
    await add('test.of a later version', { runAt: later(-3000) });
    await add('test.one', { runAt: later(HOUR_MS) });
    const got = [await claimJob(KINDS), await claimJob(KINDS), await claimJob(KINDS)];
    expect(got.map((job) => job?.kind)).to.deep.equal(['test.two', 'test.one', undefined]);
  });

  it('waits for no hour to come again where the clock was set back', async () => {
    await add('test.one');
    const former = (await asOf(later(HOUR_MS), () => claimJob(KINDS))) ?? expect.fail();
    expect(await claimJob(KINDS)).to.equal(undefined);
    expect(Number((await onlyJob()).leaseUntil)).to.be.at.most(Date.now() + LEASE_MS);
    expect(await renewLease(former), 'whoever is there goes on').not.to.equal(undefined);
    expect(await asOf(later(LEASE_MS - 5000), () => claimJob(KINDS))).to.equal(undefined);
    expect(await asOf(later(LEASE_MS + 5000), () => claimJob(KINDS))).to.include({ id: former.id });
  });

  it('takes a job over once its lease ended, which the former holder cannot end any more', async () => {
    await add('test.one');
    const former = await claimed();
    expect(await asOf(later(LEASE_MS - 1000), () => claimJob(KINDS))).to.equal(undefined);
    await asOf(later(LEASE_MS - 1000), () => renewLease(former));
    expect(await asOf(later(LEASE_MS + 1000), () => claimJob(KINDS))).to.equal(undefined);
    const moment = later(2 * LEASE_MS);
    const both = await asOf(moment, () => Promise.all([claimJob(KINDS), claimJob(KINDS)]));
    const next = both.find((job) => job !== undefined);
    expect(both).to.include(undefined);
    expect(next).to.include({ id: former.id, attempts: 2, wasLeft: true });
    const late = [await finishJob(former), await failJob(former, 'late'), await putBackJob(former)];
    expect(late).to.deep.equal([false, false, false]);
    expect(await renewLease(former)).to.equal(undefined);
    expect(await onlyJob()).to.include({
      state: 'running',
      lastError: 'The process that ran it ended before it was done.',
    });
    if (next !== undefined) await finishJob(next);
    expect(await onlyJob()).to.include({ state: 'done', lastError: null, failingSince: null });
  });
});

describe('a job that fails', () => {
  it('waits twice as long each time, at most an hour, with some chance', () => {
    expect([1, 2, 3, 4].map((attempts) => pauseAfter(attempts, 0.5))).to.deep.equal([
      5000, 10_000, 20_000, 40_000,
    ]);
    expect(pauseAfter(500, 0.5)).to.equal(HOUR_MS);
    expect([pauseAfter(1, 0), pauseAfter(1, 1)]).to.deep.equal([3750, 6250]);
    expect(new Set(Array.from({ length: 20 }, () => pauseAfter(9))).size).to.be.greaterThan(1);
  });

  it('is tried again for a day, and is dead then with the reason', async () => {
    const start = new Date();
    await asOf(start, () => add('test.one'));
    let now = start;
    let attempts = 0;
    const pauses: number[] = [];
    for (; (await onlyJob()).state !== 'dead'; attempts += 1) {
      const { runAt } = await onlyJob();
      pauses.push(runAt.getTime() - now.getTime());
      if (attempts < 3) expect(await asOf(later(-1, runAt), () => claimJob(KINDS))).to.equal(undefined);
      now = runAt;
      await asOf(now, async () => failJob(await claimed(), `no luck at ${attempts} ${'x'.repeat(600)}`));
    }
    const { lastError, failingSince, endedAt } = await onlyJob();
    expect(lastError)
      .to.match(new RegExp(`^no luck at ${attempts - 1} x+$`))
      .and.have.length(500);
    expect(failingSince).to.deep.equal(start);
    expect(endedAt).to.deep.equal(now);
    expect(now.getTime() - start.getTime()).to.be.within(DAY_MS, DAY_MS + 1.25 * HOUR_MS);
    expect(attempts).to.be.within(25, 50);
    expect(Math.max(...pauses)).to.be.at.most(1.25 * HOUR_MS);
    expect(await asOf(later(30 * DAY_MS), () => claimJob(KINDS))).to.equal(undefined);
  });

  it('that was told to stop has not failed', async () => {
    await add('test.one');
    await putBackJob(await claimed());
    expect(await onlyJob()).to.include({
      state: 'waiting',
      attempts: 0,
      failingSince: null,
      lastError: null,
    });
    expect(await claimed()).to.include({ attempts: 1 });
  });
});

describe('jobs that ended', () => {
  it('are kept for a week when done and for a quarter when dead, and then removed', async () => {
    const age = async (state: 'done' | 'dead' | 'waiting', days: number) => {
      const endedAt = state === 'waiting' ? null : later(-days * DAY_MS);
      return (
        await Job.create({
          kind: `${state} ${days}`,
          payload: '{}',
          state,
          runAt: later(-days * DAY_MS),
          endedAt,
        })
      ).kind;
    };
    const kept = [await age('done', 6), await age('dead', 89), await age('waiting', 500)];
    await age('done', 8);
    await age('dead', 91);
    await Job.bulkCreate(
      Array.from({ length: 600 }, () => ({
        kind: 'many',
        payload: '{}',
        state: 'done' as const,
        runAt: presentMoment(),
        endedAt: later(-9 * DAY_MS),
      })),
    );
    const stopped = AbortSignal.abort(new Error('stop'));
    expect(await pruneJobs(stopped).catch((error: Error) => error.message)).to.equal('stop');
    expect(await pruneJobs()).to.equal(602);
    expect((await Job.findAll()).map(({ kind }) => kind)).to.have.members(kept);
  });
});
