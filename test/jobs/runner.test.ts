import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { database } from '../../src/database/connect.ts';
import { asOf } from '../../src/database/present-moment.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { ConflictError } from '../../src/errors.ts';
import { enqueue } from '../../src/jobs/enqueue.ts';
import type { JobKind, RunningJob } from '../../src/jobs/job-kind.ts';
import { JobRunner, type RunnerOptions } from '../../src/jobs/runner.ts';
import { TIMING } from '../../src/jobs/run-job.ts';
import { Job } from '../../src/models/job.ts';

const HOUR_MS = 3_600_000;

function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  return (async () => {
    for (let i = 0; i < 500; i += 1) {
      if (await isSo()) return;
      await delay(10);
    }
    throw new Error('this did not happen in time');
  })();
}

describe('the runner of jobs', () => {
  const runners: JobRunner[] = [];
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  });

  /** A runner that looks by itself so seldom that only being told makes it look. */
  function start(kinds: readonly JobKind[], options: RunnerOptions = {}): JobRunner {
    const runner = new JobRunner(kinds, { pollMs: 600_000, ...options }).start();
    runners.push(runner);
    return runner;
  }

  const kind = (run: JobKind['run'], more: Partial<JobKind> = {}): JobKind => ({
    kind: 'test.kind',
    label: 'A test',
    run,
    ...more,
  });
  const add = (name = 'test.kind', payload: object = {}) => inTransaction(() => enqueue(name, payload));
  const states = async () => (await Job.findAll({ order: ['id'] })).map(({ state }) => state);
  const allDone = async () => (await states()).every((state) => state === 'done');

  it('runs at once what this process commits, with its payload', async () => {
    const seen: unknown[] = [];
    start([kind(async (payload, { attempt }) => seen.push([payload, attempt]))]);
    await delay(50);
    await add('test.kind', { complaintId: 7 });
    await until(() => seen.length > 0);
    await until(allDone);
    expect(seen).to.deep.equal([[{ complaintId: 7 }, 1]]);
  });

  it('does no more of a kind at once than it may, and leaves room for others', async () => {
    let running = 0;
    let most = 0;
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const slow = kind(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await ended;
        running -= 1;
      },
      { kind: 'test.slow', mostAtOnce: 2 },
    );
    let done = 0;
    for (let n = 0; n < 5; n += 1) await add('test.slow');
    start([slow, kind(async () => (done += 1))], { concurrency: 3 });
    await until(() => running === 2);
    for (let n = 0; n < 3; n += 1) await add();
    await until(() => done === 3);
    expect(running).to.equal(2);
    end();
    await until(allDone);
    expect(most).to.equal(2);
  });

  it('finds what another process committed when it looks next', async () => {
    let done = 0;
    start([kind(async () => (done += 1))], { pollMs: 20 });
    await delay(50);
    // As another process would: no word of it is heard here.
    await Job.create({ kind: 'test.kind', payload: '{}', runAt: new Date() });
    await until(() => done === 1);
  });

  it('runs no more at once than it may, and each once, ten runners together', async () => {
    const done: number[] = [];
    let running = 0;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = kind(async (payload) => {
      running += 1;
      await held;
      done.push((payload as { n: number }).n);
    });
    const numbers = Array.from({ length: 25 }, (_, n) => n);
    await inTransaction(async () => {
      for (const n of numbers) await enqueue('test.kind', { n });
    });
    const one = start([slow], { concurrency: 2, pollMs: 20 });
    await until(() => running === 2);
    await delay(100);
    expect(running).to.equal(2);
    for (let i = 1; i < 10; i += 1) start([slow], { concurrency: 1 });
    release();
    await until(allDone);
    await one.stop();
    expect(done.toSorted((a, b) => a - b)).to.deep.equal(numbers);
  });

  it('does what is done by the clock once in each span, ten runners together', async () => {
    const done: string[] = [];
    const kinds = (moment: string) =>
      ['a', 'b'].map((name) =>
        kind(async () => done.push(`${name} ${moment}`), { kind: `test.${name}`, everyMs: HOUR_MS }),
      );
    const runDuring = async (moment: string) => {
      const ten = Array.from({ length: 10 }, () => asOf(new Date(moment), () => start(kinds(moment))));
      await until(async () => (await Job.count({ where: { state: 'waiting' } })) === 2 && done.length >= 2);
      await delay(100);
      await Promise.all(ten.map((runner) => runner.stop()));
      return done.splice(0).toSorted();
    };
    const at = (time: string) => `2030-05-05T${time}:00.000Z`;
    const each = (time: string) => ['a', 'b'].map((name) => `${name} ${at(time)}`);
    expect(await runDuring(at('10:20')), 'begun in the midst of a span').to.deep.equal(each('10:20'));
    expect(await runDuring(at('11:00')), 'the next span').to.deep.equal(each('11:00'));
    expect(await runDuring(at('19:59')), 'hours later: what was missed is not made up for').to.deep.equal(
      each('19:59'),
    );
    const waiting = await Job.findAll({ where: { state: 'waiting' } });
    expect(
      waiting.map(({ runAt }) => runAt.toISOString()),
      'the next time stands there',
    ).to.deep.equal([at('20:00'), at('20:00')]);
    expect(await Job.count({ where: { state: 'done' } })).to.equal(6);
  });

  it('does nothing by the clock a second time in one span', async () => {
    let done = 0;
    const hourly = kind(async () => (done += 1), { everyMs: HOUR_MS });
    const moment = new Date('2030-05-05T10:20:00Z');
    for (let i = 0; i < 3; i += 1) {
      const runner = asOf(moment, () => start([hourly, kind(async () => undefined, { kind: 'test.other' })]));
      await asOf(moment, () => add('test.other'));
      await until(async () => (await Job.count({ where: { kind: 'test.other', state: 'done' } })) === i + 1);
      await runner.stop();
    }
    expect(done).to.equal(1);
  });

  it('keeps what fails by the clock to be seen, and does the next span’s all the same', async () => {
    let broken = true;
    const hourly = kind(
      async () => {
        if (broken) throw new ConflictError('The disk is full.');
      },
      { everyMs: HOUR_MS },
    );
    const first = asOf(new Date('2030-05-05T10:59:59Z'), () => start([hourly]));
    await until(async () => (await Job.count({ where: { state: 'waiting', attempts: 1 } })) === 1);
    await first.stop();
    broken = false;
    asOf(new Date('2030-05-05T11:00:01Z'), () => start([hourly]));
    await until(async () => (await states()).join() === 'dead,done,waiting');
    expect((await Job.findOne({ where: { state: 'dead' } }))?.lastError).to.equal('The disk is full.');
  });

  it('lets what fails wait, while what is sound is done', async () => {
    const tried: string[] = [];
    const poison = kind(
      async () => {
        tried.push('poison');
        throw new Error('ENOSPC');
      },
      { kind: 'test.poison' },
    );
    await inTransaction(async () => {
      for (let i = 0; i < 5; i += 1) await enqueue('test.poison', {});
      for (let i = 0; i < 5; i += 1) await enqueue('test.kind', {});
    });
    // The clock stands still, so that nothing comes due again while a busy machine takes its time.
    const moment = new Date();
    asOf(moment, () => start([poison, kind(async () => tried.push('sound'))], { concurrency: 1 }));
    await until(() => tried.length === 10);
    await until(async () => (await Job.count({ where: { state: 'done' } })) === 5);
    await delay(50);
    expect(tried.filter((one) => one === 'poison')).to.have.length(5);
    for (const job of await Job.findAll({ where: { kind: 'test.poison' } })) {
      expect(job).to.include({ state: 'waiting', attempts: 1, lastError: 'Error: ENOSPC' });
      expect(job.runAt.getTime() - moment.getTime()).to.be.within(3750, 6250);
    }
  });

  it('lets work by the clock take one place alone, however long it is', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let begun = 0;
    const long = ['a', 'b', 'c', 'd'].map((name) =>
      kind(
        async () => {
          begun += 1;
          await held;
        },
        { kind: `test.${name}`, everyMs: HOUR_MS },
      ),
    );
    let sound = 0;
    start([...long, kind(async () => (sound += 1))], { concurrency: 2 });
    await until(() => begun === 1);
    for (let i = 0; i < 3; i += 1) await add();
    await until(() => sound === 3);
    expect(begun).to.equal(1);
    release();
    await until(() => begun === 4);
  });

  it('writes no stack, no statement and no value of one where people read the reason', async () => {
    const sql = () => database().query("SELECT 'a secret' FROM no_such_table");
    start([kind(sql)]);
    await add();
    await until(async () => (await Job.count({ where: { attempts: 1, state: 'waiting' } })) === 1);
    const { lastError } = await Job.findOne({ rejectOnEmpty: true });
    expect(lastError).to.equal('The database refused it (SequelizeDatabaseError).');
  });

  it('asks the running ones to stop, takes no more, and has them go on with the next start', async () => {
    const items: number[] = [];
    let isWaiting = false;
    let isTold = false;
    const endless = kind(async (_payload, { signal }: RunningJob) => {
      for (let item = 0; ; item += 1) {
        signal.throwIfAborted();
        items.push(item);
        await delay(5);
      }
    });
    const waiting = kind(
      async (_payload, { signal }) => {
        isWaiting = true;
        await delay(60_000, undefined, { signal }).finally(() => (isTold = true));
      },
      { kind: 'test.waiting' },
    );
    await add();
    await add('test.waiting');
    const runner = start([endless, waiting]);
    await until(() => isWaiting && items.length > 3);
    const asked = Date.now();
    const [, ended] = await Promise.all([add(), runner.stop()]);
    expect(Date.now() - asked).to.be.lessThan(2000);
    expect(ended).to.equal(undefined);
    expect(isTold).to.equal(true);
    for (const job of await Job.findAll()) {
      expect(job).to.include({ state: 'waiting', attempts: 0, failingSince: null, leaseUntil: null });
    }
    start([kind(async () => 'short now'), kind(async () => 'short now', { kind: 'test.waiting' })]);
    await until(allDone);
    expect(await Job.count()).to.equal(3);
  });

  it('waits no longer than a second for a job that does not listen, and lets another go on with it', async () => {
    let begun = 0;
    const deaf = kind(async () => {
      begun += 1;
      await delay(60_000, undefined, { ref: false });
    });
    await add();
    const runner = start([deaf], { timing: { ...TIMING, stopMs: 50 } });
    await until(() => begun === 1);
    const asked = Date.now();
    await runner.stop();
    expect(Date.now() - asked).to.be.lessThan(2000);
    expect(await Job.findOne()).to.include({ state: 'waiting', attempts: 0, failingSince: null });
  });

  it('tells a job to stop that somebody else took over', async () => {
    let why: unknown;
    const endless = kind(async (_payload, { signal }) => {
      for (;;) {
        why = signal.reason;
        signal.throwIfAborted();
        await delay(5);
      }
    });
    await add();
    start([endless], { timing: { ...TIMING, renewMs: 30 } });
    await until(async () => (await Job.count({ where: { state: 'running' } })) === 1);
    await Job.update({ lease: 'of another' }, { where: {} });
    await until(() => why instanceof Error);
    expect((why as Error).message).to.equal('somebody else took it over');
    expect(await Job.findOne()).to.include({ state: 'running', lease: 'of another' });
  });

  it('tells a job that takes too long to stop, and waits no longer for one that does not', async () => {
    const polite = kind((_payload, { signal }) => delay(60_000, undefined, { signal, ref: false }));
    const deaf = kind(() => delay(60_000, undefined, { ref: false }), { kind: 'test.deaf' });
    await add();
    await add('test.deaf');
    let sound = 0;
    const other = kind(async () => (sound += 1), { kind: 'test.sound' });
    start([polite, deaf, other], { concurrency: 1, timing: { ...TIMING, longestMs: 30, graceMs: 30 } });
    await add('test.sound');
    await until(() => sound === 1);
    await until(
      async () => (await Job.count({ where: { kind: 'test.deaf', attempts: 1, state: 'waiting' } })) === 1,
    );
    expect((await Job.findOne({ where: { kind: 'test.deaf' } }))?.lastError).to.equal(
      'Error: It did not end in time.',
    );
    expect(await Job.findOne({ where: { kind: 'test.kind' } })).to.include({
      lastError: null,
      failingSince: null,
    });
  });

  it('goes on when the database was away', async () => {
    let done = 0;
    start([kind(async () => (done += 1))], { pollMs: 20 });
    await database().getQueryInterface().renameTable('jobs', 'jobs_away');
    await delay(100);
    await database().getQueryInterface().renameTable('jobs_away', 'jobs');
    await add();
    await until(() => done === 1);
  });
});
