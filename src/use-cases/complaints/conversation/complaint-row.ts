import { readMoment, select } from '../../../database/select.ts';
import { Complaint } from '../../../models/complaint.ts';
import { DETAIL_NAMES, detailsIn, type DetailName, type ShownDetail } from '../complaint-fields.ts';
import { queueRow, ROW_COLUMNS, ROW_TABLES, type QueueRow, type StoredRow } from '../queue/queue-row.ts';

/** A complaint with the names of all that it refers to. */
export interface ReadComplaint extends QueueRow {
  readonly description: string;
  readonly details: readonly ShownDetail[];
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
  /** When a rule removed its files, or its texts; null: they were not. */
  readonly filesRemovedAt: Date | null;
  readonly textsRemovedAt: Date | null;
  readonly reopenCount: number;
  readonly followUpOfId: number | null;
  /** The complaint in which this one goes on. */
  readonly mergedIntoId: number | null;
  /** The newest event that its reporter has seen. */
  readonly reporterSeenEventId: number | null;
}

interface Row extends StoredRow, Record<DetailName, string> {
  readonly description: string;
  readonly resolvedAt: Date | string | null;
  readonly closedAt: Date | string | null;
  readonly filesRemovedAt: Date | string | null;
  readonly textsRemovedAt: Date | string | null;
  readonly reopenCount: number;
  readonly followUpOfId: number | null;
  readonly mergedIntoId: number | null;
  readonly reporterSeenEventId: number | null;
}

/** What is read beside the columns of a line. */
const MORE = [
  'description',
  'resolvedAt',
  'closedAt',
  'filesRemovedAt',
  'textsRemovedAt',
  'reopenCount',
  'followUpOfId',
  'mergedIntoId',
  'reporterSeenEventId',
  ...DETAIL_NAMES,
];

let statement: string | undefined;

/** Made when the models know their columns. */
function statementFor(): string {
  const attributes = Complaint.getAttributes() as Record<string, { field?: string }>;
  const more = MORE.map((name) => `c.${attributes[name]?.field} AS ${name}`).join(', ');
  statement ??= `SELECT ${ROW_COLUMNS}, ${more} FROM ${ROW_TABLES} WHERE c.id = $id`;
  return statement;
}

const momentOrNone = (stored: Date | string | null) => (stored === null ? null : readMoment(stored));

/** The complaint with this id, or nothing, whoever asks; `now` decides whether it is overdue. */
export async function readComplaint(id: number, now: Date): Promise<ReadComplaint | undefined> {
  const [row] = await select<Row>(statementFor(), { id });
  if (row === undefined) return undefined;
  const { description, reopenCount, followUpOfId, mergedIntoId, reporterSeenEventId } = row;
  return {
    ...queueRow(row, now),
    description,
    resolvedAt: momentOrNone(row.resolvedAt),
    closedAt: momentOrNone(row.closedAt),
    filesRemovedAt: momentOrNone(row.filesRemovedAt),
    textsRemovedAt: momentOrNone(row.textsRemovedAt),
    details: detailsIn(row),
    reopenCount,
    followUpOfId,
    mergedIntoId,
    reporterSeenEventId,
  };
}
