import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { asOf } from '../../../../src/database/present-moment.ts';
import { LEASE_MS } from '../../../../src/jobs/claim.ts';
import { JobRunner } from '../../../../src/jobs/runner.ts';
import { Complaint } from '../../../../src/models/complaint.ts';
import { Job } from '../../../../src/models/job.ts';
import { readBulkRun } from '../../../../src/use-cases/complaints/bulk/read-bulk-run.ts';
import { BULK_JOB, startBulkRun } from '../../../../src/use-cases/complaints/bulk/start-bulk-run.ts';
import { undoBulkRun } from '../../../../src/use-cases/complaints/bulk/undo-bulk-run.ts';
import { jobKinds } from '../../../../src/use-cases/jobs/job-kinds.ts';
import { buildMany } from '../../../factories/bulk.ts';
import { buildActor, buildCast } from '../../../factories/people.ts';
import { testEnvironment } from '../../../support/database.ts';
import { countSteps } from '../../../support/journal.ts';
import { killLeftOvers, startWorker } from '../../../support/portal-process.ts';

describe('triage of 44 complaints', function suite() {
  this.timeout(120_000);
  afterEach(killLeftOvers);

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    for (const begun = Date.now(); Date.now() - begun < 60_000; await delay(20)) {
      if (await isSo()) return;
    }
    throw new Error('this did not happen in time');
  }

  it('spreads them over three, with a kill in the middle, takes it back, and does it again: none is lost or doubled', async () => {
    const cast = await buildCast();
    const vera = await buildActor({ username: 'vera', groups: ['Engineer'] });
    const team = [cast.elena.id, cast.emil.id, vera.id];
    await buildMany(44, { reporter: cast.rosa });
    const loads = () =>
      Promise.all([...team, null].map((assigneeId) => Complaint.count({ where: { assigneeId } })));
    const spread = (runKey: string) => {
      const selection = { view: { view: 'unassigned' } };
      return startBulkRun(cast.amir, { step: 'spread', runKey, selection, assigneeIds: team });
    };
    const isDone = async (id: number) => (await readBulkRun(cast.amir, id)).isDone;
    const kinds = jobKinds({ autoCloseDays: 7, timeZone: 'UTC' }).filter(({ kind }) => kind === BULK_JOB);

    const first = await spread('first-time');
    const killed = startWorker(testEnvironment);
    await until(async () => (await readBulkRun(cast.amir, first)).done > 3);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const { done } = await readBulkRun(cast.amir, first);
    expect(done, 'it was killed in the middle').to.be.within(4, 43);
    const job = await Job.findOne({ where: { kind: BULK_JOB }, rejectOnEmpty: true });
    expect(job.state).to.equal('running');
    const afterLease = new Date((job.leaseUntil?.getTime() ?? 0) + LEASE_MS);
    const runner = asOf(afterLease, () => new JobRunner(kinds).start());
    await until(() => isDone(first));
    await runner.stop();
    expect(await readBulkRun(cast.amir, first)).to.include({ total: 44, done: 44, refused: 0 });
    expect((await loads()).toSorted((a, b) => b - a)).to.deep.equal([15, 15, 14, 0]);
    expect(await countSteps()).to.equal(44);

    const again = new JobRunner(kinds).start();
    const undo = await undoBulkRun(cast.amir, first);
    await until(() => isDone(undo));
    expect(await readBulkRun(cast.amir, undo)).to.include({ total: 44, done: 44, refused: 0 });
    expect(await loads()).to.deep.equal([0, 0, 0, 44]);
    const second = await spread('second-time');
    await until(() => isDone(second));
    await again.stop();
    expect(await readBulkRun(cast.amir, second)).to.include({ total: 44, done: 44, refused: 0 });
    expect((await loads()).toSorted((a, b) => b - a)).to.deep.equal([15, 15, 14, 0]);
    expect(await countSteps()).to.equal(3 * 44);
  });
});
