import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { runPortal } from '../../src/cli/run-portal.ts';
import { database } from '../../src/database/connect.ts';
import { asOf } from '../../src/database/present-moment.ts';
import { EventSeal } from '../../src/models/event-seal.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { operator } from '../../src/policies/actor.ts';
import { getConversation } from '../../src/use-cases/complaints/conversation/get-conversation.ts';
import { deleteComplaints } from '../../src/use-cases/complaints/delete-complaints.ts';
import { pruneJournal } from '../../src/use-cases/journal/prune-journal.ts';
import { sealEvents } from '../../src/use-cases/journal/seal-events.ts';
import { verifyJournal } from '../../src/use-cases/journal/verify-journal.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildEvents } from '../factories/events.ts';
import { buildCast } from '../factories/people.ts';
import { journal } from '../support/journal.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';
import { refusal } from '../support/refusal.ts';

const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const sealLater = () => asOf(new Date(Date.now() + 60_000), () => sealEvents());

describe('audit', function suite() {
  this.timeout(120_000);

  it('verify says that the journal is whole, or names what is not and exits with 3', async () => {
    await buildEvents(1200);
    await sealEvents();
    const whole = await portalJson(['audit', 'verify']);
    expect(whole.code).to.equal(0);
    expect(whole.document).to.include({ whole: true, events: 1200, seals: 3, problemCount: 0 });
    const hash = String(whole.document.hash);
    const [first, second] = await journal();
    await database().query(`UPDATE events SET actor_name = 'Nobody' WHERE id = ${first?.id}`);
    await database().query(`DELETE FROM events WHERE id = ${second?.id}`);
    const broken = await portalCommand(['audit', 'verify', '--expect', hash]);
    expect(broken.code).to.equal(3);
    expect(broken.stdout.trimEnd().split('\n')).to.deep.equal([
      `Event ${first?.id} (department.updated) was altered.`,
      `Event ${second?.id} was removed.`,
      '2 problems found.',
      '1 event not sealed yet.',
      `Newest seal: ${hash}`,
    ]);
    const told = await journal({ name: 'command.run' });
    const common = { command: 'audit verify', erased: 0, seals: 3, hash };
    expect(
      told.map(({ details: { command, result } }) => ({ command, ...(result as object[])[0] })),
    ).to.deep.equal([
      { ...common, whole: true, events: 1200, waiting: 0, problemCount: 0 },
      { ...common, whole: false, events: 1198, waiting: 1, problemCount: 2 },
    ]);
  });

  it('verify misses the key when it is another one', async () => {
    await buildEvents(1);
    await sealEvents();
    const { code, stdout } = await portalCommand(['audit', 'verify'], {
      env: { SECRET_KEY: 'another key than the one before, long enough' },
    });
    expect(code).to.equal(3);
    expect(stdout).to.match(/sealed with another SECRET_KEY/);
    // What is written with a key that is not the journal's would be told as a forgery from then on.
    expect(await journal({ name: 'command.run' })).to.deep.equal([]);
    expect(await verifyJournal(operator)).to.include({ whole: true });
  });

  it('export writes a line of JSON for each event and each seal, in order, and tells of itself', async () => {
    await buildEvents(2300);
    await sealEvents();
    const { code, stdout } = await portalCommand(['audit', 'export']);
    expect(code).to.equal(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const events = lines.filter(({ type }) => type === 'event');
    expect(events.map(({ id }) => id)).to.deep.equal((await journal()).map(({ id }) => id));
    expect(events[0]).to.deep.include({ actorName: 'Rosa Reporter', createdAt: events[1]?.createdAt });
    expect(events[0]?.details).to.have.property('changes');
    const seals = lines.slice(events.length);
    expect(seals.map(({ type, sequence }) => [type, sequence])).to.deep.equal(
      [0, 1, 2, 3, 4, 5].map((sequence) => ['seal', sequence]),
    );
    const asOne = await portalCommand(['audit', 'export', '--json']);
    expect(JSON.parse(asOne.stdout))
      .to.be.an('array')
      .with.length.greaterThan(stdout.trim().split('\n').length);
    expect((await journal({ name: 'export.downloaded' }))[0]?.details).to.deep.equal({ what: 'journal' });
  });

  it('prune cuts what is old, but for what complaints that stand are told by, and stays whole', async () => {
    const cast = await buildCast();
    const kept = await buildComplaint({ reporter: cast.rosa });
    const gone = await buildComplaint({ reporter: cast.rosa });
    await deleteComplaints(cast.asha, [gone.id]);
    await buildEvents(700, LONG_AGO);
    await sealLater();
    const soon = new Date(Date.now() + 1000);
    const young = await portalJson(['audit', 'prune', '--before', '2021-01-01']);
    expect([young.code, young.document.events]).to.deep.equal([0, 700]);
    expect(await verifyJournal(operator)).to.include({ whole: true });
    await asOf(soon, () => pruneJournal(operator, soon));
    expect(await journal({ complaintId: gone.id })).to.deep.equal([]);
    expect((await journal({ complaintId: kept.id })).length).to.be.greaterThan(0);
    expect((await getConversation(cast.amir, kept.id, { reopenDays: 7 })).events).not.to.deep.equal([]);
    await sealLater();
    expect(await verifyJournal(operator)).to.include({ whole: true, waiting: 0 });
    const told = await journal({ name: 'journal.pruned' });
    expect(told.slice(0, 2).reduce((sum, { details }) => sum + Number(details.events), 0)).to.equal(700);
    const runs = await journal({ name: 'command.run' });
    expect(runs[0]?.details).to.deep.equal({
      command: 'audit prune',
      result: [{ before: '2021-01-01T00:00:00.000Z', events: 700, seals: 2 }],
    });
  });

  it('prune is told from a removal, and from a cut event that is there again', async () => {
    await buildEvents(3, LONG_AGO);
    await buildEvents(3);
    await sealEvents();
    const [first, , , fourth] = await JournalEvent.findAll({ order: ['id'], raw: true });
    await pruneJournal(operator, new Date('2021-01-01'));
    const cut = await EventSeal.findOne({ where: { kind: 'cut' }, rejectOnEmpty: true });
    expect(cut).to.include({ eventCount: 3, firstEventId: first?.id });
    await database().query(`DELETE FROM events WHERE id = ${fourth?.id}`);
    if (first !== undefined) await JournalEvent.create(first);
    const { problems } = await verifyJournal(operator);
    expect(problems.map(({ fault, number }) => `${fault} ${number}`)).to.deep.equal([
      `event removed ${fourth?.id}`,
      `event inserted ${first?.id}`,
    ]);
  });

  it('prune can be broken off between any two seals', async () => {
    await buildEvents(2000, LONG_AGO);
    await sealEvents();
    let asked = 0;
    const signal = {
      throwIfAborted() {
        asked += 1;
        // The first times are those of sealing.
        if (asked > 3) throw new Error('broken off');
      },
    } as AbortSignal;
    const broken = await pruneJournal(operator, new Date('2021-01-01'), signal).catch(
      (error: Error) => error.message,
    );
    expect(broken).to.equal('broken off');
    const left = await JournalEvent.count({ where: { name: 'department.updated' } });
    expect(left).to.be.greaterThan(0).and.lessThan(2000);
    expect(await verifyJournal(operator)).to.include({ whole: true });
    await pruneJournal(operator, new Date('2021-01-01'));
    expect(await JournalEvent.count({ where: { name: 'department.updated' } })).to.equal(0);
    expect(await verifyJournal(operator)).to.include({ whole: true });
  });

  it('refuses what is no date, none, and one to come', async () => {
    for (const wrong of [['--before', 'soon'], ['--before', '2025-02-30'], ['--before', '2025-13-01'], []]) {
      const screen = { out: new PassThrough(), err: new PassThrough() };
      expect(await runPortal(['audit', 'prune', ...wrong], screen), wrong.join(' ')).to.equal(2);
    }
    const future = await refusal(pruneJournal(operator, new Date(Date.now() + 60_000)));
    expect(future.message).to.equal('The date must not lie in the future.');
  });

  it('is for those who may see the journal, and cutting for the operator alone', async () => {
    const cast = await buildCast();
    expect((await refusal(verifyJournal(cast.amir))).status).to.equal(403);
    expect((await refusal(pruneJournal(cast.asha, LONG_AGO))).status).to.equal(403);
  });
});
