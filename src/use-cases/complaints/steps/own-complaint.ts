import { readMoment, select } from '../../../database/select.ts';
import { inTurn } from '../search/search-postings.ts';
import { lastAnswers, type LastAnswer } from '../conversation/last-answers.ts';
import type { ComplaintSummary } from '../conversation/present-complaint.ts';

/** Complaints on one page of the list. */
const PAGE_SIZE = 20;
/** Most complaints that are listed on one page, to read or print them all. */
export const MOST_AT_ONCE = 5000;

/** A page of the list, from 1, or as many complaints at once as there may be. */
export type OwnPage = number | 'all';

/** Where a page lies among `total` complaints; one beyond the last is the last. */
export function pageBounds(total: number, asked: OwnPage) {
  const size = asked === 'all' ? MOST_AT_ONCE : PAGE_SIZE;
  const pages = asked === 'all' ? 1 : Math.max(1, Math.ceil(total / size));
  const page = asked === 'all' ? 1 : Math.min(Math.max(1, asked), pages);
  return { page, pages, from: (page - 1) * size, size };
}

/** Which of the own complaints are listed. */
export const OWN_VIEWS = ['all', 'open', 'closed'] as const;
export type OwnView = (typeof OWN_VIEWS)[number];

/** An own complaint with what was last said to its reporter. */
export interface OwnComplaint extends ComplaintSummary {
  readonly lastActivityAt: Date;
  readonly lastAnswer: LastAnswer | null;
  /** The last answer is none of what the reporter saw when they last looked. */
  readonly isUnread: boolean;
}

/** One page of somebody's own complaints. */
export interface OwnComplaints {
  readonly complaints: readonly OwnComplaint[];
  readonly total: number;
  /** How many each view has. */
  readonly counts: Readonly<Record<OwnView, number>>;
  /** More were found than are listed. */
  readonly more?: boolean;
  readonly page: number;
  readonly pages: number;
}

interface Row extends Omit<ComplaintSummary, 'createdAt'> {
  readonly createdAt: Date | string;
  readonly lastActivityAt: Date | string;
  readonly seenEventId: number | null;
}

/** Begins with the complaints: whoever reported very many would wait until all of them were sorted. */
const rowsOf = (
  join: string,
) => `SELECT c.id, c.title, t.name AS type, s.name AS status, s.category, c.urgency, c.created_at AS createdAt,
  c.last_activity_at AS lastActivityAt, c.reporter_seen_event_id AS seenEventId
FROM complaints c ${join} complaint_types t ON t.id = c.type_id ${join} statuses s ON s.id = c.status_id
WHERE c.reporter_id = $reporter`;

function present({ seenEventId, ...row }: Row, lastAnswer: LastAnswer | null): OwnComplaint {
  const isUnread = lastAnswer !== null && lastAnswer.eventId > (seenEventId ?? 0);
  const createdAt = readMoment(row.createdAt);
  return { ...row, createdAt, lastActivityAt: readMoment(row.lastActivityAt), lastAnswer, isUnread };
}

/**
 * Complaints of this person as their reporter's list shows them.
 *
 * @param which ends the statement: of which of them, called `c`, with their status `s`, in which order.
 * @param bind what it names.
 */
export async function ownComplaints(
  reporter: number,
  which: string,
  bind: Readonly<Record<string, number>>,
): Promise<OwnComplaint[]> {
  const rows = await select<Row>(`${rowsOf(inTurn())} ${which}`, { ...bind, reporter });
  const answers = await lastAnswers(
    rows.map(({ id }) => id),
    reporter,
  );
  return rows.map((row) => present(row, answers.get(row.id) ?? null));
}
