import { isSqlite } from '../../database/connect.ts';
import { takeTurns } from '../../database/turns.ts';
import { select, storedMoment } from '../../database/select.ts';
import { HOUR_MS } from '../../durations.ts';

/** What filing has to know of the database. */
export interface FilingGround {
  /** The status of what is new. */
  readonly status: { readonly id: number; readonly name: string };
  /** Whether the type is there and may be chosen. */
  readonly hasType: boolean;
  /** The complaint that the same form made before. */
  readonly filedId: number | null;
  /** When the oldest of the most that are possible within an hour was filed; null: there are fewer. */
  readonly oldest: Date | null;
}

/** For what the ground is asked. */
export interface FilingQuestion {
  readonly reporterId: number;
  readonly typeId: number;
  readonly key: string | undefined;
  /** Most complaints of an hour; 0: no limit. */
  readonly mostPerHour: number;
  readonly now: Date;
}

interface GroundRow {
  readonly statusId: number;
  readonly statusName: string;
  readonly typeId: number | null;
  readonly filedId: number | null;
  readonly oldest: string | Date | null;
}

function statement(mostPerHour: number): string {
  // A bound number is none that LIMIT takes.
  const oldest =
    mostPerHour === 0
      ? 'NULL'
      : `(SELECT created_at FROM complaints WHERE reporter_id = $reporterId AND created_at > $since ORDER BY created_at DESC LIMIT 1 OFFSET ${mostPerHour - 1})`;
  return [
    'SELECT s.id AS statusId, s.name AS statusName,',
    '(SELECT id FROM complaint_types WHERE id = $typeId AND is_active = 1) AS typeId,',
    '(SELECT id FROM complaints WHERE reporter_id = $reporterId AND submission_key = $key) AS filedId,',
    `${oldest} AS oldest FROM statuses AS s WHERE s.code = 'open'`,
  ].join(' ');
}

/** Makes whoever files at the same moment in the same name wait; what is read of their filings then stays true. */
export async function holdFilings(reporterId: number): Promise<void> {
  // SQLite has one writer at a time and knows no row locks.
  if (isSqlite()) return;
  await takeTurns(`person:${reporterId}`);
  await select('SELECT id FROM users WHERE id = $reporterId FOR UPDATE', { reporterId });
}

/** Reads all of it in one statement. */
export async function filingGround(question: FilingQuestion): Promise<FilingGround> {
  const { reporterId, typeId, key = null, mostPerHour, now } = question;
  const since = storedMoment(new Date(now.getTime() - HOUR_MS));
  const [row] = await select<GroundRow>(statement(mostPerHour), { reporterId, typeId, key, since });
  if (row === undefined) throw new Error('the status of new complaints is missing');
  return {
    status: { id: row.statusId, name: row.statusName },
    hasType: row.typeId !== null,
    filedId: row.filedId,
    oldest: row.oldest === null ? null : new Date(row.oldest),
  };
}
