import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Complaint } from '../../../../src/models/complaint.ts';
import { readBulkRun } from '../../../../src/use-cases/complaints/bulk/read-bulk-run.ts';
import { startBulkRun } from '../../../../src/use-cases/complaints/bulk/start-bulk-run.ts';
import { stopBulkRun } from '../../../../src/use-cases/complaints/bulk/stop-bulk-run.ts';
import { undoBulkRun } from '../../../../src/use-cases/complaints/bulk/undo-bulk-run.ts';
import { buildMany, workOff } from '../../../factories/bulk.ts';
import { buildActor, buildCast, type Cast } from '../../../factories/people.ts';
import { countSteps } from '../../../support/journal.ts';
import { refusal } from '../../../support/refusal.ts';

describe('stopping a step with many complaints', () => {
  let cast: Cast;
  beforeEach(async () => {
    cast = await buildCast();
  });

  async function begin(count: number): Promise<number> {
    await buildMany(count, { reporter: cast.rosa });
    const selection = { view: { view: 'unassigned' } };
    const input = { step: 'assign', runKey: `stopped-${count}`, selection, assigneeId: cast.elena.id };
    return startBulkRun(cast.amir, input);
  }
  const assigned = () => Complaint.count({ where: { assigneeId: cast.elena.id } });

  it('leaves what was done and what waits, however it meets the job, and can still be taken back', async () => {
    const id = await begin(40);
    const [first, second] = [workOff(id), workOff(id)];
    while ((await readBulkRun(cast.amir, id)).done < 3) await delay(5);
    await stopBulkRun(cast.amir, id);
    const told = await readBulkRun(cast.amir, id);
    const had = await assigned();
    await Promise.all([first, second]);
    await workOff(id);
    expect(told.isDone).to.equal(true);
    expect(told.done, 'in the middle').to.be.within(3, 39);
    expect([told.done, told.stopped, told.refused]).to.deep.equal([had, 40 - had, 0]);
    expect(told.summary).to.contain(`${had} complaints were assigned to Elena Engineer.`);
    expect(told.summary).to.match(/Stopped: \d+ (was|were) left as before\./);
    expect(await assigned(), 'nothing was taken after it was told').to.equal(had);
    expect(await countSteps()).to.equal(had);
    expect(await readBulkRun(cast.amir, id)).to.deep.include({ done: had, stopped: 40 - had });
    const undo = await undoBulkRun(cast.amir, id);
    await workOff(undo);
    expect(await readBulkRun(cast.amir, undo)).to.include({ total: had, done: had });
    expect(await assigned()).to.equal(0);
  });

  it('before the first leaves all, and after the last is too late to change anything', async () => {
    const early = await begin(2);
    await stopBulkRun(cast.amir, early);
    await stopBulkRun(cast.amir, early);
    await workOff(early);
    const { summary, undoableMs } = await readBulkRun(cast.amir, early);
    expect(summary).to.equal('No complaint was assigned to Elena Engineer. Stopped: 2 were left as before.');
    expect(undoableMs).to.equal(0);
    const late = await begin(1);
    await workOff(late);
    const before = await readBulkRun(cast.amir, late);
    await stopBulkRun(cast.amir, late);
    const { undoableMs: _left, ...after } = await readBulkRun(cast.amir, late);
    expect(before).to.deep.include(after);
    expect(after).to.include({ done: 3, stopped: 0 });
  });

  it('is for whoever began it alone', async () => {
    const id = await begin(1);
    const other = await buildActor({ username: 'ada', groups: ['AMC Admin'] });
    expect((await refusal(stopBulkRun(other, id))).status).to.equal(404);
    expect((await refusal(stopBulkRun(cast.asha, id))).status).to.equal(403);
    await workOff(id);
    expect((await readBulkRun(cast.amir, id)).done).to.equal(1);
  });
});
