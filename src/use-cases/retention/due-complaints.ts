import { storedMoment, select } from '../../database/select.ts';
import type { RetentionName } from '../../models/retention-rule.ts';

/** A complaint of which something is to be removed. */
export interface DueComplaint {
  readonly id: number;
  readonly closedAt: Date | string;
  /** Servers answer sums as texts. */
  readonly files: number | string;
  readonly bytes: number | string;
}

/** What goes: files as long as there are any; texts once the files are gone. */
const LEFT: Readonly<Record<RetentionName, string>> = {
  files: 'EXISTS (SELECT 1 FROM attachments a WHERE a.complaint_id = c.id)',
  texts:
    'c.texts_removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.complaint_id = c.id)',
};

/**
 * Complaints that go on in others, or from others, are as young as those. One condition for each way: a server that is asked
 * for any of them at once reads all complaints for each that it looks at.
 */
const RELATED = [
  'complaints o WHERE o.id = c.merged_into_id',
  'complaints o WHERE o.merged_into_id = c.id',
  'complaints o WHERE o.id = c.follow_up_of_id',
  'complaints o WHERE o.follow_up_of_id = c.id',
  'complaint_links l JOIN complaints o ON o.id = l.linked_id WHERE l.complaint_id = c.id',
  'complaint_links l JOIN complaints o ON o.id = l.complaint_id WHERE l.linked_id = c.id',
];

/** None of them is open, or had anything done or said since. */
const NO_YOUNGER = RELATED.map(
  (way) =>
    `NOT EXISTS (SELECT 1 FROM ${way} AND o.id <> c.id AND (o.last_activity_at >= $border
        OR EXISTS (SELECT 1 FROM statuses t WHERE t.id = o.status_id AND t.category <> 'closed')))`,
).join('\n       AND ');

/** The moment that lies so many years before another. */
export function yearsBefore(now: Date, years: number): Date {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return before;
}

/**
 * Complaints of which a rule removes something: closed for so many years, without anything done or said since, and neither
 * linked to, merged with nor gone on in one that is younger.
 *
 * @param among numbers to look at; undefined: all above `after`.
 */
export function dueComplaints(
  rule: RetentionName,
  border: Date,
  { after = 0, limit, among }: { after?: number; limit: number; among?: readonly number[] },
): Promise<DueComplaint[]> {
  const some = among === undefined ? '' : `AND c.id IN (${among.map(Number).join(', ') || 'NULL'})`;
  return select<DueComplaint>(
    `SELECT c.id, c.closed_at AS closedAt,
      (SELECT COUNT(*) FROM attachments f WHERE f.complaint_id = c.id) AS files,
      (SELECT COALESCE(SUM(f.size_bytes), 0) FROM attachments f WHERE f.complaint_id = c.id) AS bytes
     FROM complaints c JOIN statuses s ON s.id = c.status_id
     WHERE c.id > $after ${some} AND s.category = 'closed' AND c.closed_at < $border AND c.last_activity_at < $border AND ${LEFT[rule]}
       AND ${NO_YOUNGER}
     ORDER BY c.id LIMIT ${limit}`,
    { after, border: storedMoment(border) },
  );
}
