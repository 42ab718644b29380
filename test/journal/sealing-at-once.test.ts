import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { asOf } from '../../src/database/present-moment.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { membersOf } from '../../src/journal/chain.ts';
import { record } from '../../src/journal/record.ts';
import { EventSeal } from '../../src/models/event-seal.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { operator } from '../../src/policies/actor.ts';
import { pruneJournal } from '../../src/use-cases/journal/prune-journal.ts';
import { sealEvents } from '../../src/use-cases/journal/seal-events.ts';
import { verifyJournal } from '../../src/use-cases/journal/verify-journal.ts';
import { buildEvents } from '../factories/events.ts';
import { testEnvironment } from '../support/database.ts';
import { killLeftOvers, startWorker } from '../support/portal-process.ts';

const sealLater = () => asOf(new Date(Date.now() + 60_000), () => sealEvents());

async function writeOne(index: number): Promise<void> {
  const by = { id: 7, name: 'Rosa Reporter' };
  await inTransaction(() => record({ name: 'department.updated', by, subjectId: index, details: {} }));
}

/** One chain without a fork, in which each event stands once. */
async function expectOneChain(count: number): Promise<void> {
  const seals = await EventSeal.findAll({ where: { kind: 'events' }, order: ['sequence'] });
  const members = seals.flatMap((seal) => membersOf(seal)?.map(([id]) => id) ?? []);
  expect(seals.map(({ sequence }) => sequence)).to.deep.equal(seals.map((_, index) => index + 1));
  expect([members.length, new Set(members).size]).to.deep.equal([count, count]);
  const found = await verifyJournal(operator);
  expect(found.problems).to.deep.equal([]);
  expect(found).to.include({ events: count, waiting: 0, seals: seals.length });
}

describe('many that seal at once', function suite() {
  this.timeout(180_000);
  afterEach(killLeftOvers);

  for (const sealers of [2, 10]) {
    it(`are ${sealers}, and never fork the chain`, async () => {
      await buildEvents(2000);
      await Promise.all(Array.from({ length: sealers }, () => sealEvents()));
      await sealEvents();
      await expectOneChain(2000);
    });
  }

  it('take each event once while eight others write', async () => {
    await buildEvents(500);
    const writing = new Set(['yes']);
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let index = 0; index < 20; index += 1) await writeOne(writer * 1000 + index);
    });
    const sealers = Array.from({ length: 2 }, async () => {
      while (writing.size > 0) await sealLater();
    });
    await Promise.all(writers);
    writing.clear();
    await Promise.all(sealers);
    await sealLater();
    await expectOneChain(500 + 8 * 20);
  });

  it('may be killed anywhere, and others go on', async () => {
    await buildEvents(10_000);
    for (const target of [1, 8]) {
      const workers = [startWorker(testEnvironment), startWorker(testEnvironment)];
      while (((await EventSeal.max<number | null, EventSeal>('sequence')) ?? 0) < target) await delay(5);
      for (const { child } of workers) child.kill('SIGKILL');
      await Promise.all(workers.map(({ ended }) => ended));
      // What a killed process left claimed is nobody's until its lease ends, and sealing needs none of it.
      await EventSeal.sequelize?.query("DELETE FROM jobs WHERE kind = 'journal.seal-events'");
      expect((await verifyJournal(operator)).problems).to.deep.equal([]);
    }
    expect(await EventSeal.count()).to.be.lessThan(21);
    await sealLater();
    await expectOneChain(await JournalEvent.count());
  });

  it('go on beside one that cuts', async () => {
    await buildEvents(1500, new Date('2020-01-01T00:00:00Z'));
    await buildEvents(1500);
    await Promise.all([pruneJournal(operator, new Date('2021-01-01')), sealEvents(), sealEvents()]);
    await sealLater();
    expect(await verifyJournal(operator)).to.include({ whole: true, waiting: 0 });
    await pruneJournal(operator, new Date('2021-01-01'));
    expect(await JournalEvent.count({ where: { name: 'department.updated' } })).to.equal(1500);
    expect((await verifyJournal(operator)).problems).to.deep.equal([]);
  });
});
