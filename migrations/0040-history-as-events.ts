import { QueryTypes, type QueryInterface } from 'sequelize';
import type { Migration } from '../src/database/migrator.ts';
import {
  stepsOf,
  timeOf,
  type Attachment,
  type Feedback,
  type Filed,
  type History,
  type Names,
  type Remark,
  type Row,
  type Step,
  type StatusChange,
  type Version,
} from './history-as-events/history.ts';

/** Complaints at once, and rows of one statement. */
const BATCH = 200;
const CHUNK = 500;

function detailsOf({ move, rated, told }: Step, { statuses }: Names): string {
  const named = (id: number) => ({ id, name: statuses.get(id)?.name ?? '' });
  const from = move?.from_status_id ?? null;
  const changes =
    move === undefined || from === move.to_status_id
      ? undefined
      : { status: { from: from === null ? null : named(from), to: named(move.to_status_id) } };
  return JSON.stringify({ changes, rating: rated?.rating, told });
}

/** As the engine stores it: handed over as a date, MySQL would lose the milliseconds. */
function storedMoment(db: QueryInterface, at: number): string {
  const text = new Date(at).toISOString().replace('T', ' ').replace('Z', '');
  return db.sequelize.getDialect() === 'sqlite' ? `${text} +00:00` : text;
}

function eventOf(db: QueryInterface, id: number, complaintId: number, step: Step, names: Names): object {
  return {
    id,
    name: `complaint.${step.name}`,
    subject_type: 'complaint',
    subject_id: complaintId,
    complaint_id: complaintId,
    actor_id: step.by,
    actor_name: step.by === null ? 'Portal' : (names.users.get(step.by) ?? ''),
    origin: 'import',
    details: detailsOf(step, names),
    created_at: storedMoment(db, step.at),
  };
}

function select<Found extends object>(db: QueryInterface, sql: string, values = {}): Promise<Found[]> {
  return db.sequelize.query<Found>(sql, { type: QueryTypes.SELECT, replacements: values });
}

async function readNames(db: QueryInterface): Promise<Names> {
  const users = await select<{ id: number; username: string; first_name: string; last_name: string }>(
    db,
    'SELECT id, username, first_name, last_name FROM users',
  );
  const statuses = await select<{ id: number; name: string; category: string }>(
    db,
    'SELECT id, name, category FROM statuses',
  );
  return {
    users: new Map(
      users.map((user) => [user.id, `${user.first_name} ${user.last_name}`.trim() || user.username]),
    ),
    statuses: new Map(statuses.map((status) => [status.id, status])),
  };
}

/** The next complaints that have no beginning in the journal, with all that was written of them. */
async function readHistories(db: QueryInterface, after: number): Promise<History[]> {
  const complaints = await select<Filed>(
    db,
    `SELECT id, reporter_id, created_at, reporter_seen_at FROM complaints WHERE id > :after AND NOT EXISTS
      (SELECT 1 FROM events WHERE complaint_id = complaints.id AND name = 'complaint.filed')
      ORDER BY id LIMIT ${BATCH}`,
    { after },
  );
  const ids = complaints.map(({ id }) => id);
  const of = async <Found extends Row>(table: string): Promise<Map<number, Found[]>> => {
    const sql = `SELECT * FROM ${table} WHERE complaint_id IN (:ids) ORDER BY id`;
    const rows = ids.length === 0 ? [] : await select<Found>(db, sql, { ids });
    const groups = new Map<number, Found[]>();
    for (const row of rows) groups.set(row.complaint_id, [...(groups.get(row.complaint_id) ?? []), row]);
    return groups;
  };
  const moves = await of<StatusChange>('status_changes');
  const versions = await of<Version>('complaint_changes');
  const remarks = await of<Remark>('remarks');
  const feedback = await of<Feedback>('feedback');
  const attachments = await of<Attachment>('attachments');
  return complaints.map((complaint) => ({
    complaint,
    moves: moves.get(complaint.id) ?? [],
    versions: versions.get(complaint.id) ?? [],
    remarks: remarks.get(complaint.id) ?? [],
    feedback: feedback.get(complaint.id) ?? [],
    attachments: attachments.get(complaint.id) ?? [],
  }));
}

/** Tells rows of one table of their events. */
async function point(
  db: QueryInterface,
  table: string,
  column: string,
  events: ReadonlyMap<number, number>,
): Promise<void> {
  const all = [...events];
  for (let start = 0; start < all.length; start += CHUNK) {
    const part = all.slice(start, start + CHUNK);
    const cases = part.map(([id, event]) => `WHEN ${id} THEN ${event}`).join(' ');
    const ids = part.map(([id]) => id).join(', ');
    await db.sequelize.query(`UPDATE ${table} SET ${column} = CASE id ${cases} END WHERE id IN (${ids})`);
  }
}

/**
 * Writes the events of some complaints. The beginning of each comes last: whatever interrupts this, a complaint
 * without it is told anew.
 */
async function tell(db: QueryInterface, histories: readonly History[], names: Names): Promise<void> {
  const ids = histories.map(({ complaint }) => complaint.id).join(', ');
  await db.sequelize.query(`DELETE FROM events WHERE complaint_id IN (${ids})`);
  const [last] = await select<{ id: number | null }>(db, 'SELECT MAX(id) AS id FROM events');
  let id = last?.id ?? 0;
  const events: object[] = [];
  const told = {
    moves: new Map(),
    remarks: new Map(),
    feedback: new Map(),
    files: new Map(),
    seen: new Map(),
  };
  for (const history of histories) {
    const { complaint, attachments } = history;
    const first = id + 1;
    const seenAt = complaint.reporter_seen_at === null ? 0 : timeOf(complaint.reporter_seen_at);
    for (const step of stepsOf(history, names)) {
      id += 1;
      events.push(eventOf(db, id, complaint.id, step, names));
      if (step.move) told.moves.set(step.move.id, id);
      if (step.remark) told.remarks.set(step.remark.id, id);
      if (step.rated) told.feedback.set(step.rated.id, id);
      if (step.at <= seenAt) told.seen.set(complaint.id, id);
    }
    for (const file of attachments)
      told.files.set(file.id, file.remark_id === null ? first : (told.remarks.get(file.remark_id) ?? first));
  }
  await point(db, 'status_changes', 'event_id', told.moves);
  await point(db, 'remarks', 'event_id', told.remarks);
  await point(db, 'feedback', 'event_id', told.feedback);
  await point(db, 'attachments', 'event_id', told.files);
  await point(db, 'complaints', 'reporter_seen_event_id', told.seen);
  const isFirst = (event: object) => 'name' in event && event.name === 'complaint.filed';
  for (const part of [events.filter((event) => !isFirst(event)), events.filter(isFirst)]) {
    for (let start = 0; start < part.length; start += CHUNK)
      await db.bulkInsert('events', part.slice(start, start + CHUNK));
  }
}

/** Makes one event of each step that was taken before the journal; it goes on where it was interrupted. */
export const up: Migration = async ({ context: db }) => {
  const names = await readNames(db);
  let after = 0;
  for (let some = await readHistories(db, after); some.length > 0; some = await readHistories(db, after)) {
    after = some.at(-1)?.complaint.id ?? after;
    await tell(db, some, names);
  }
};

/** Versions are told again, the newest steps without their words. */
export const down: Migration = async ({ context: db }) => {
  const read = "JSON_EXTRACT(details, '$.told')";
  const words = db.sequelize.getDialect() === 'sqlite' ? read : `JSON_UNQUOTE(${read})`;
  await db.sequelize.query('DELETE FROM complaint_changes');
  await db.sequelize.query(
    `INSERT INTO complaint_changes (complaint_id, version, changed_by_id, what, created_at)
      SELECT complaint_id, ROW_NUMBER() OVER (PARTITION BY complaint_id ORDER BY id), actor_id,
        COALESCE(${words}, 'changed it'), created_at FROM events
      WHERE complaint_id IN (SELECT id FROM complaints) AND subject_type = 'complaint'
        AND name NOT IN ('complaint.filed', 'complaint.remarked', 'complaint.noted', 'complaint.deleted')`,
  );
};
