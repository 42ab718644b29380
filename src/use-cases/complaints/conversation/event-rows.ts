import type { ComplaintEventName } from '../../../journal/events.ts';
import { readMoment, select } from '../../../database/select.ts';
import type { StatusCategory } from '../../../models/status.ts';
import { displayName } from '../../../models/user.ts';
import type { PersonName } from '../queue/queue-row.ts';
import type { AttachmentView, EventView, RemarkView } from './conversation-parts.ts';
import { COMPLAINT_EVENTS, INTERNAL_EVENTS } from './tell-event.ts';

/** An event as it is stored. */
export interface ReadEvent {
  readonly id: number;
  readonly name: ComplaintEventName;
  /** JSON. */
  readonly details: string;
  readonly at: Date;
  /** As they are called now; a person who is gone as they were called then. */
  readonly by: PersonName | null;
}

/** The complaint with this id, and what happened to it from one event to another. */
interface Span extends Readonly<Record<string, number>> {
  readonly id: number;
  readonly first: number;
  readonly last: number;
}

interface Name {
  readonly username: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** Larger than every id. */
const NEWEST = 2_147_483_647;
const NAME = 'u.username, u.first_name AS firstName, u.last_name AS lastName';
const namesIn = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
const events = (names: readonly string[], which: string) => `
  SELECT e.id, e.name, e.details, e.actor_id AS actorId, e.actor_name AS actorName, e.created_at AS createdAt, ${NAME}
  FROM events e LEFT JOIN users u ON u.id = e.actor_id
  WHERE e.complaint_id = $id AND e.name IN (${namesIn(names)}) AND ${which}`;
const PUBLIC = COMPLAINT_EVENTS.filter((name) => !INTERNAL_EVENTS.has(name));
const BEFORE = 'e.id < $before ORDER BY e.id DESC';
const AFTER = 'e.id > $after ORDER BY e.id';
const ALL_EVENTS = events(COMPLAINT_EVENTS, BEFORE);
const PUBLIC_EVENTS = events(PUBLIC, BEFORE);
const ALL_LATER = events(COMPLAINT_EVENTS, AFTER);
const PUBLIC_LATER = events(PUBLIC, AFTER);

const REMARKS = `
  SELECT r.id, r.event_id AS eventId, r.author_id AS authorId, r.text, r.is_internal AS isInternal,
    m.quoted_text AS quoted, ${NAME}
  FROM remarks r LEFT JOIN users u ON u.id = r.author_id LEFT JOIN received_mails m ON m.event_id = r.event_id
  WHERE r.complaint_id = $id AND r.event_id >= $first AND r.event_id <= $last`;
const ATTACHMENTS = `
  SELECT a.id, a.remark_id AS remarkId, a.original_name AS name, a.size_bytes AS sizeBytes,
    a.content_type AS contentType
  FROM attachments a LEFT JOIN remarks r ON r.id = a.remark_id
  WHERE a.complaint_id = $id AND (a.remark_id IS NULL OR (r.event_id >= $first AND r.event_id <= $last)) ORDER BY a.id`;
const FEEDBACK = `
  SELECT event_id AS eventId, rating, comment FROM feedback
  WHERE complaint_id = $id AND event_id >= $first AND event_id <= $last`;

function nameOf({ username, firstName, lastName }: Name, otherwise: string): string {
  return username === null ? otherwise : displayName({ username, firstName, lastName });
}

interface EventRow extends Name, Omit<ReadEvent, 'at' | 'by'> {
  readonly actorId: number | null;
  readonly actorName: string;
  readonly createdAt: Date | string;
}

const readEvent = (row: EventRow): ReadEvent => ({
  id: row.id,
  name: row.name,
  details: row.details,
  at: readMoment(row.createdAt),
  by: row.actorId === null ? null : { id: row.actorId, name: nameOf(row, row.actorName) },
});

/** The newest of the events before one, at most so many, the newest first; undefined: before none. */
export async function readEvents(
  id: number,
  withNotes: boolean,
  before: number | undefined,
  most: number,
): Promise<ReadEvent[]> {
  const sql = `${withNotes ? ALL_EVENTS : PUBLIC_EVENTS} LIMIT ${most}`;
  return (await select<EventRow>(sql, { id, before: before ?? NEWEST })).map(readEvent);
}

/** The first of the events after one, at most so many, the oldest first. */
export async function readLater(
  id: number,
  withNotes: boolean,
  after: number,
  most: number,
): Promise<ReadEvent[]> {
  const sql = `${withNotes ? ALL_LATER : PUBLIC_LATER} LIMIT ${most}`;
  return (await select<EventRow>(sql, { id, after })).map(readEvent);
}

/**
 * What was said with the events, without its files.
 *
 * @param readerId who reads what they quoted themselves; what others quoted may hold notes.
 */
export async function readRemarks(
  span: Span,
  withNotes: boolean,
  readerId: number | null,
): Promise<(Omit<RemarkView, 'attachments'> & { readonly eventId: number })[]> {
  type Row = Name &
    Readonly<{ id: number; eventId: number; authorId: number | null; text: string; quoted: string | null }>;
  const sql = withNotes ? REMARKS : `${REMARKS} AND r.is_internal = 0`;
  const rows = await select<Row & { isInternal: boolean | number }>(sql, span);
  return rows.map((row) => ({
    id: row.id,
    eventId: row.eventId,
    text: row.text,
    quoted: withNotes || (readerId !== null && row.authorId === readerId) ? row.quoted : null,
    isInternal: Boolean(row.isInternal),
    author: row.authorId === null ? null : { id: row.authorId, name: nameOf(row, '') },
  }));
}

/** The files that came with the complaint itself (`remarkId` null) and with what was said. */
export function readAttachments(span: Span): Promise<(AttachmentView & { remarkId: number | null })[]> {
  return select(ATTACHMENTS, span);
}

/** The ratings that were given, by event. */
export async function readFeedback(span: Span): Promise<Map<number, NonNullable<EventView['feedback']>>> {
  type Row = Readonly<{ eventId: number; rating: number; comment: string }>;
  const rows = await select<Row>(FEEDBACK, span);
  return new Map(rows.map(({ eventId, ...feedback }) => [eventId, feedback]));
}

/** Every status as it is called now, by id. */
export async function readStatuses(): Promise<Map<number, { name: string; category: StatusCategory }>> {
  type Row = Readonly<{ id: number; name: string; category: StatusCategory }>;
  const rows = await select<Row>('SELECT id, name, category FROM statuses', {});
  return new Map(rows.map(({ id, name, category }) => [id, { name, category }]));
}
