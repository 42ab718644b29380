import { boundList, readMoment, select } from '../../database/select.ts';
import {
  queueRow,
  ROW_COLUMNS,
  ROW_TABLES,
  type QueueRow,
  type StoredRow,
} from '../complaints/queue/queue-row.ts';

/** Rows that are read at once. */
const SIZE = 200;

/** A complaint as an export has it: the line of the queue and what the complaint says. */
export interface ComplaintLine extends QueueRow {
  readonly description: string;
  readonly location: string;
  readonly contactNumber: string;
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  readonly reopenCount: number;
}

interface Stored extends StoredRow {
  readonly description: string;
  readonly location: string;
  readonly contactNumber: string;
  readonly resolvedAt: Date | string | null;
  readonly closedAt: Date | string | null;
  readonly reopenCount: number;
}

const COLUMNS = `${ROW_COLUMNS}, c.description, c.location, c.contact_number AS contactNumber, c.resolved_at AS resolvedAt, c.closed_at AS closedAt, c.reopen_count AS reopenCount`;

const momentOrNone = (stored: Date | string | null) => (stored === null ? null : readMoment(stored));

function lineOf(row: Stored, now: Date): ComplaintLine {
  const { description, location, contactNumber, reopenCount } = row;
  const ended = { resolvedAt: momentOrNone(row.resolvedAt), closedAt: momentOrNone(row.closedAt) };
  return { ...queueRow(row, now), description, location, contactNumber, reopenCount, ...ended };
}

/** The complaints of these numbers in their order, some at a time; what was deleted meanwhile is left out. */
export async function* complaintLines(
  ids: readonly number[],
  now: Date,
): AsyncGenerator<readonly ComplaintLine[]> {
  for (let start = 0; start < ids.length; start += SIZE) {
    const some = ids.slice(start, start + SIZE);
    const { places, bind } = boundList(some);
    const sql = `SELECT ${COLUMNS} FROM ${ROW_TABLES} WHERE c.id IN (${places})`;
    const rows = new Map((await select<Stored>(sql, bind)).map((row) => [row.id, row]));
    yield some.flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : [lineOf(row, now)];
    });
  }
}
