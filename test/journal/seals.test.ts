import { expect } from 'chai';
import { database, isSqlite } from '../../src/database/connect.ts';
import { asOf } from '../../src/database/present-moment.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { erasedText } from '../../src/journal/mark.ts';
import { record } from '../../src/journal/record.ts';
import { doneFrom } from '../../src/journal/surroundings.ts';
import { EventSeal } from '../../src/models/event-seal.ts';
import { Job } from '../../src/models/job.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { operator } from '../../src/policies/actor.ts';
import { SEALING, sealEvents } from '../../src/use-cases/journal/seal-events.ts';
import { verifyJournal } from '../../src/use-cases/journal/verify-journal.ts';

const MINUTE_MS = 60_000;

/** Seals as the job does some time from now, when what was written has settled. */
const sealLater = (ms = MINUTE_MS) => asOf(new Date(Date.now() + ms), () => sealEvents());

async function write(count: number, name = 'Printer', at = new Date()): Promise<number[]> {
  const ids = [];
  for (let index = 1; index <= count; index += 1) {
    const details = {
      changes: { name: { from: null, to: `${name} ${index}` }, position: { from: 1, to: 2 } },
    };
    const by = { id: 7, name: 'Rosa Reporter' };
    ids.push(
      await doneFrom({ origin: 'panel', address: '10.0.0.7', requestId: 'r-1' }, () =>
        inTransaction(() => record({ name: 'department.updated', by, subjectId: index, details, at })),
      ),
    );
  }
  return ids;
}

async function problems(): Promise<string[]> {
  const { problems: found, problemCount, whole } = await verifyJournal(operator);
  expect(found).to.have.length(problemCount);
  expect(whole).to.equal(problemCount === 0);
  return found.map(({ fault, number }) => `${fault} ${number}`);
}

const sql = (text: string) => database().query(text);

describe('the seals of the journal', () => {
  let ids: number[];
  beforeEach(async () => {
    ids = await write(6);
    await sealLater();
    ids.push(...(await write(4, 'Scanner')));
    await sealLater(2 * MINUTE_MS);
  });

  it('chain every event once, and prove it as it stands', async () => {
    const seals = await EventSeal.findAll({ order: ['sequence'] });
    expect(seals.map(({ sequence, kind, eventCount }) => [sequence, kind, eventCount])).to.deep.equal([
      [0, 'head', 2],
      [1, 'events', 6],
      [2, 'events', 4],
    ]);
    expect(seals[2]?.previousHash).to.equal(seals[1]?.hash);
    expect(await verifyJournal(operator)).to.deep.equal({
      whole: true,
      events: 10,
      erased: 0,
      waiting: 0,
      seals: 2,
      hash: seals[2]?.hash,
      problemCount: 0,
      problems: [],
    });
    expect(await sealLater(3 * MINUTE_MS)).to.equal(0);
  });

  it('tell of events with numbers that the database never gives', async () => {
    for (const id of [-5, 0]) {
      const columns =
        'name, subject_type, subject_id, complaint_id, actor_id, actor_name, origin, address, request_id, details, created_at';
      // MySQL takes a zero for the next number, where it is not told otherwise.
      if (id === 0 && !isSqlite()) continue;
      await sql(
        `INSERT INTO events (id, ${columns}) SELECT ${id}, ${columns} FROM events WHERE id = ${ids[0]}`,
      );
      expect(await problems()).to.include(`event inserted ${id}`);
    }
  });

  it('are missed when all of them are gone, after the job that makes them was done', async () => {
    await EventSeal.destroy({ where: {} });
    expect(await problems()).to.deep.equal([]);
    const ended = new Date(Date.now() + MINUTE_MS);
    await Job.create({ kind: SEALING, payload: '{}', state: 'done', runAt: ended, endedAt: ended });
    expect(await problems()).to.deep.equal(['seal removed null']);
  });

  it('hold no text of anybody', async () => {
    const stored = JSON.stringify(await EventSeal.findAll({ raw: true }));
    expect(stored).not.to.match(/Rosa|Printer|10\.0\.0\.7/);
  });

  it('leave what is young to the next one, and it is proven all the same', async () => {
    const [young] = await write(1);
    expect(await sealEvents()).to.equal(0);
    expect(await verifyJournal(operator)).to.include({ whole: true, events: 10, waiting: 1 });
    await sql(`UPDATE events SET subject_id = 99 WHERE id = ${young}`);
    expect(await problems()).to.deep.equal([`event altered ${young}`]);
    await sealLater(3 * MINUTE_MS);
    expect(await problems(), 'and no seal takes it').to.deep.equal([`event altered ${young}`]);
  });

  const ALTERED = {
    'a detail': `details = REPLACE(details, 'Printer 3', 'Printer 4')`,
    'a number in a detail': `details = REPLACE(details, '"to":2', '"to":3')`,
    'who did it': `actor_name = 'Somebody else'`,
    'their number': 'actor_id = 8',
    'the time': `created_at = '2020-01-01 00:00:00.000'`,
    'the address': "address = '10.0.0.8'",
    'the record': 'subject_id = 99',
    'the request': 'request_id = NULL',
    'what happened': "name = 'department.deleted'",
    'the door': "origin = 'portal'",
    'the mark': 'mark = NULL',
    'a text to an erased one': `actor_name = 'erased:${'0'.repeat(32)}'`,
    'the details to no JSON': "details = 'x'",
  };
  for (const [what, change] of Object.entries(ALTERED)) {
    it(`find ${what} changed`, async () => {
      await sql(`UPDATE events SET ${change} WHERE id = ${ids[2]}`);
      expect(await problems()).to.deep.equal([`event altered ${ids[2]}`]);
    });
  }

  it('do not mind JSON with other spaces in another order, as servers store it', async () => {
    const changes = '{ "position": {"to": 2, "from": 1}, "name": {"to": "Printer 3", "from": null}}';
    await sql(`UPDATE events SET details = '{"changes": ${changes}}' WHERE id = ${ids[2]}`);
    expect(await problems()).to.deep.equal([]);
  });

  it('find a removed event, in the middle and at the end', async () => {
    await sql(`DELETE FROM events WHERE id IN (${ids[2]}, ${ids[9]})`);
    expect(await problems()).to.deep.equal([`event removed ${ids[2]}`, `event removed ${ids[9]}`]);
  });

  const COLUMNS =
    'name, subject_type, subject_id, complaint_id, actor_id, actor_name, origin, address, request_id, details, created_at';

  it('find an inserted event, in a gap and at the end, sealed or not', async () => {
    const [gap] = await write(1);
    await sql(`DELETE FROM events WHERE id = ${gap}`);
    const [after] = await write(1);
    await sealLater(3 * MINUTE_MS);
    await sql(
      `INSERT INTO events (id, ${COLUMNS}) SELECT ${gap}, ${COLUMNS} FROM events WHERE id = ${ids[0]}`,
    );
    await sql(`INSERT INTO events (${COLUMNS}) SELECT ${COLUMNS} FROM events WHERE id = ${ids[1]}`);
    const inserted = [`event inserted ${gap}`, `event inserted ${Number(after) + 1}`];
    expect(await problems()).to.deep.equal(inserted);
    expect(await sealLater(4 * MINUTE_MS)).to.equal(0);
    expect(await problems()).to.deep.equal(inserted);
  });

  it('find an event that was copied whole', async () => {
    await sql(
      `INSERT INTO events (${COLUMNS}, mark) SELECT ${COLUMNS}, mark FROM events WHERE id = ${ids[1]}`,
    );
    const copy = Number(ids[9]) + 1;
    expect(await problems()).to.deep.equal([`event doubled ${copy}`]);
    await sealLater(3 * MINUTE_MS);
    expect(await problems()).to.deep.equal([`event doubled ${copy}`]);
  });

  it('find a removed seal, the first and the newest one as well', async () => {
    await write(1);
    await sealLater(3 * MINUTE_MS);
    for (const sequence of [1, 2, 3]) {
      const seal = await EventSeal.findOne({ where: { sequence }, rejectOnEmpty: true });
      await seal.destroy();
      expect((await problems()).slice(0, 1), `${sequence}`).to.deep.equal([`seal removed ${sequence}`]);
      await EventSeal.create(seal.get());
    }
    expect(await problems()).to.deep.equal([]);
  });

  it('find a seal that was altered, or put elsewhere', async () => {
    for (const change of [
      "hash = REPLACE(hash, SUBSTR(hash, 1, 4), '0000')",
      'event_count = 5',
      `members = REPLACE(members, '[${ids[2]},', '[999,')`,
      "members = 'x'",
      "sealed_at = '2020-01-01 00:00:00.000'",
    ]) {
      const before = await EventSeal.findOne({ where: { sequence: 1 }, raw: true, rejectOnEmpty: true });
      await sql(`UPDATE event_seals SET ${change} WHERE sequence = 1`);
      expect((await problems())[0], change).to.equal('seal altered 1');
      await EventSeal.update(before, { where: { sequence: 1 } });
    }
    expect(await problems()).to.deep.equal([]);
    await sql('UPDATE event_seals SET event_count = 1 WHERE sequence = 0');
    expect(await problems()).to.include('seal altered 0');
  });

  it('are asked for one whose hash was kept elsewhere', async () => {
    const { hash } = await verifyJournal(operator);
    expect(await verifyJournal(operator, hash ?? '')).to.include({ whole: true });
    await sql('DELETE FROM event_seals');
    await sealLater(3 * MINUTE_MS);
    expect(await verifyJournal(operator)).to.include({ whole: true });
    expect((await verifyJournal(operator, hash ?? '')).problems.map(({ fault }) => fault)).to.deep.equal([
      'hash not found',
    ]);
  });

  it('stay whole when personal texts are erased, and tell it', async () => {
    const event = await JournalEvent.findOne({ where: { id: ids[2] ?? 0 }, rejectOnEmpty: true });
    const erased = (place: string, text: string) => erasedText(event, place, text);
    const details = event.details.replace('Printer 3', erased('details.changes.name.to', 'Printer 3'));
    await event.update({
      actorName: erased('actorName', event.actorName),
      address: erased('address', event.address ?? ''),
      details,
    });
    expect(await verifyJournal(operator)).to.include({ whole: true, events: 10, erased: 1 });
    await event.update({ actorName: erased('actorName', 'Somebody else') });
    expect(await problems()).to.deep.equal([`event altered ${ids[2]}`]);
  });

  it('take in what was committed late, below others that are sealed', async () => {
    const [first, second] = await write(2);
    const late = await JournalEvent.findOne({ where: { id: first ?? 0 }, raw: true, rejectOnEmpty: true });
    await sql(`DELETE FROM events WHERE id = ${first}`);
    await sealLater(3 * MINUTE_MS);
    await JournalEvent.create(late);
    expect(await verifyJournal(operator)).to.include({ whole: true, waiting: 1 });
    expect(await sealLater(4 * MINUTE_MS)).to.equal(1);
    expect(await verifyJournal(operator)).to.include({ whole: true, waiting: 0, events: 12 });
    await sql(`DELETE FROM events WHERE id IN (${first}, ${second})`);
    expect(await problems()).to.deep.equal([`event removed ${first}`, `event removed ${second}`]);
  });

  it('take in what was passed by while a clock was set on and back', async () => {
    const hour = 60 * MINUTE_MS;
    const wrong = (ms: number, count: number) => write(count, 'Wrong', new Date(Date.now() + ms));
    await wrong(hour, 3);
    await wrong(-hour, 2);
    expect(await sealLater(MINUTE_MS - hour)).to.equal(2);
    expect(await asOf(new Date(Date.now() + 5 * MINUTE_MS), problems)).to.deep.equal([]);
    expect(await sealLater(5 * MINUTE_MS)).to.equal(3);
    expect(await verifyJournal(operator)).to.include({ whole: true, events: 15, waiting: 0 });
    // A day later it stands as well.
    const day = 24 * hour;
    await sealLater(day);
    expect(await asOf(new Date(Date.now() + day), problems)).to.deep.equal([]);
  });

  it('take what is older than marks as they find it, and nothing without one later', async () => {
    await sql('DELETE FROM event_seals');
    await sql('UPDATE events SET mark = NULL');
    await sealLater(3 * MINUTE_MS);
    expect(await verifyJournal(operator)).to.include({ whole: true, events: 10 });
    await sql(`UPDATE events SET subject_id = 99 WHERE id = ${ids[4]}`);
    expect(await problems()).to.deep.equal([`event altered ${ids[4]}`]);
  });
});
