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

/** Complaints that go on in others, or from others, are as young as those. */
const RELATED = `o.id <> c.id AND (o.id = c.merged_into_id OR o.merged_into_id = c.id OR o.id = c.follow_up_of_id OR o.follow_up_of_id = c.id
  OR EXISTS (SELECT 1 FROM complaint_links l WHERE (l.complaint_id = c.id AND l.linked_id = o.id) OR (l.linked_id = c.id AND l.complaint_id = o.id)))`;

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
       AND NOT EXISTS (SELECT 1 FROM complaints o JOIN statuses t ON t.id = o.status_id
         WHERE (${RELATED}) AND (t.category <> 'closed' OR o.last_activity_at >= $border))
     ORDER BY c.id LIMIT ${limit}`,
    { after, border: storedMoment(border) },
  );
}
