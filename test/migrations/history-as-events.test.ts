import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import type { Migration } from '../../src/database/migration-files.ts';
import { migrateUp, migrations } from '../../src/database/migrator.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Status, type StatusCode } from '../../src/models/status.ts';
import { getConversation } from '../../src/use-cases/complaints/conversation/get-conversation.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, type Cast } from '../factories/people.ts';
import { select } from '../support/schema.ts';
import { journal } from '../support/journal.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5, 9, 0, 0, 250);

type Row = Readonly<Record<string, unknown>>;

/** The history of a complaint as it was written before there was a journal. */
class OldHistory {
  readonly #id: number;
  readonly #statuses: ReadonlyMap<StatusCode | null, number>;
  #version = 0;

  constructor(id: number, statuses: ReadonlyMap<StatusCode | null, number>) {
    this.#id = id;
    this.#statuses = statuses;
  }

  async #insert(table: string, minute: number, row: Row): Promise<number> {
    const queries = database().getQueryInterface();
    const text = new Date(START + minute * MINUTE).toISOString().replace('T', ' ').replace('Z', '');
    const created_at = isSqlite() ? `${text} +00:00` : text;
    await queries.bulkInsert(table, [{ complaint_id: this.#id, created_at, ...row }]);
    const [last] = await database().query<{ id: number }>(`SELECT MAX(id) AS id FROM ${table}`, {
      type: QueryTypes.SELECT,
    });
    return last?.id ?? 0;
  }

  moved(minute: number, by: number | null, from: StatusCode | null, to: StatusCode): Promise<number> {
    return this.#insert('status_changes', minute, {
      changed_by_id: by,
      from_status_id: from === null ? null : this.#statuses.get(from),
      to_status_id: this.#statuses.get(to),
    });
  }

  changed(minute: number, by: number | null, what: string): Promise<number> {
    this.#version += 1;
    return this.#insert('complaint_changes', minute, { version: this.#version, changed_by_id: by, what });
  }

  said(minute: number, author: number | null, text: string, isInternal = false): Promise<number> {
    return this.#insert('remarks', minute, { author_id: author, text, is_internal: isInternal });
  }

  rated(minute: number, status_change_id: number, rating: number): Promise<number> {
    return this.#insert('feedback', minute, { status_change_id, rating, comment: 'Fine' });
  }

  attached(minute: number, remark_id: number | null, name: string): Promise<number> {
    const file = { storage_key: name, size_bytes: 1, content_type: 'text/plain', sha256: name };
    return this.#insert('attachments', minute, { remark_id, original_name: name, ...file });
  }
}

describe('the history that is older than the journal', function suite() {
  this.timeout(120_000);
  let cast: Cast;
  let id: number;
  let plainId: number;
  let name: string;

  /** The complaint of the test, told as it would have been then. */
  async function tell(): Promise<void> {
    const statuses = new Map(
      // The table has less than the model by then.
      (await Status.findAll({ attributes: ['code', 'id'] })).map((status) => [status.code, status.id]),
    );
    const { rosa, elena, amir } = cast;
    const old = new OldHistory(id, statuses);
    await old.moved(0, rosa.id, null, 'open');
    await old.attached(0, null, 'first.txt');
    await old.moved(1, elena.id, 'open', 'assigned');
    await old.changed(1, elena.id, 'took the complaint');
    await old.said(1, null, 'Elena Engineer took on this complaint.');
    await old.changed(2, amir.id, 'changed the urgency from medium to high');
    // In the very millisecond of the solution, by the same person.
    await old.said(3, elena.id, 'He spilled coffee.', true);
    const resolution = await old.moved(3, elena.id, 'assigned', 'resolved');
    await old.changed(3, elena.id, 'resolved it');
    await old.attached(3, await old.said(3, elena.id, 'A new keyboard.'), 'photo.txt');
    await old.said(4, rosa.id, 'It works.');
    await old.moved(5, rosa.id, 'resolved', 'closed');
    await old.changed(5, rosa.id, 'confirmed the solution');
    await old.rated(5, resolution, 4);
  }

  async function words(): Promise<unknown[]> {
    const { events } = await getConversation(cast.elena, id, { reopenDays: 7 });
    return events.map(({ by, what, status, remark, feedback }) => [
      by?.name,
      what,
      status?.name,
      remark?.text,
      ...(remark?.attachments ?? []).map((file) => file.name),
      ...(feedback === null ? [] : [feedback.rating]),
    ]);
  }

  const TOLD = [
    ['Rosa Reporter', 'filed this complaint', 'Open', undefined],
    ['Elena Engineer', 'took the complaint', 'Assigned', undefined],
    ['Amir Amc', 'changed the urgency from medium to high', undefined, undefined],
    ['Elena Engineer', 'resolved it', 'Resolved', 'A new keyboard.', 'photo.txt'],
    ['Elena Engineer', 'added a note', undefined, 'He spilled coffee.'],
    ['Rosa Reporter', 'replied', undefined, 'It works.'],
    ['Rosa Reporter', 'confirmed the solution', 'Closed', undefined, 4],
  ];

  beforeEach(async () => {
    cast = await buildCast();
    ({ id } = await buildComplaint({ reporter: cast.rosa }));
    ({ id: plainId } = await buildComplaint({ reporter: cast.sam }));
    name = (await migrations().executed()).map((done) => done.name).find((one) => /history/.test(one)) ?? '';
    await migrations().down({ to: name });
    for (const table of ['events', 'status_changes', 'complaint_changes', 'remarks'])
      await database().query(`DELETE FROM ${table}`);
    await database().query(
      `UPDATE complaints SET reporter_seen_at = '2026-01-05 09:03:30.000' WHERE id = ${id}`,
    );
    await tell();
  });
  afterEach(() => migrateUp());

  it('is told by the journal, each step once and with all that it wrote', async () => {
    await migrateUp();
    expect(await words()).to.deep.equal(TOLD);
    const { attachments } = await getConversation(cast.rosa, id, { reopenDays: 7 });
    expect(attachments.map((file) => file.name)).to.deep.equal(['first.txt']);
    const events = await journal({ complaintId: id });
    expect(events.map(({ createdAt }) => (createdAt.getTime() - START) / MINUTE)).to.deep.equal([
      0, 1, 2, 3, 3, 4, 5,
    ]);
    expect(new Set(events.map(({ origin }) => origin))).to.deep.equal(new Set(['import']));
    const { reporterSeenEventId } = await Complaint.findByPk(id, { rejectOnEmpty: true });
    expect(reporterSeenEventId).to.equal(events[4]?.id);
    // What has no history at all was filed, nevertheless.
    const plain = await journal({ complaintId: plainId });
    expect(plain.map((event) => [event.name, event.actorId])).to.deep.equal([
      ['complaint.filed', cast.sam.id],
    ]);
  });

  it('is told once however often, and wherever, telling it was interrupted', async () => {
    const { up } = (await import(`../../migrations/${name}.ts`)) as { up: Migration };
    const run = () => up({ context: database().getQueryInterface() });
    // By SQL, since the model knows columns that came later.
    const told = () =>
      select<{ id: number; complaintId: number }>(
        'SELECT id, complaint_id AS complaintId FROM events ORDER BY id',
      );
    await run();
    const whole = await told();
    for (const kept of [0, 1, 3, whole.length]) {
      // As a killed process leaves it: some events stand, and only whole complaints have their beginning.
      const own = whole.filter((event) => event.complaintId === id);
      const keep = kept === whole.length ? own : own.slice(1, 1 + kept);
      const ids = [0, ...keep.map((event) => event.id)].join(', ');
      await database().query(`DELETE FROM events WHERE complaint_id = ${id} AND id NOT IN (${ids})`);
      if (kept === 1) await database().query('UPDATE remarks SET event_id = NULL');
      await run();
      expect(await told()).to.have.length(whole.length);
    }
    await migrateUp();
    expect(await words()).to.deep.equal(TOLD);
  });

  it('is there again, in its old tables, when the journal is taken back', async () => {
    await migrateUp();
    await migrations().down({ to: name });
    const rows = await database().query<Row>(
      'SELECT version, changed_by_id, what FROM complaint_changes ORDER BY complaint_id, version',
      { type: QueryTypes.SELECT },
    );
    expect(rows).to.deep.equal([
      { version: 1, changed_by_id: cast.elena.id, what: 'took the complaint' },
      { version: 2, changed_by_id: cast.amir.id, what: 'changed the urgency from medium to high' },
      { version: 3, changed_by_id: cast.elena.id, what: 'resolved it' },
      { version: 4, changed_by_id: cast.rosa.id, what: 'confirmed the solution' },
    ]);
  });
});
