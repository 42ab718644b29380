import type { ComplaintEventName } from '../../../journal/events.ts';
import type { StatusCategory } from '../../../models/status.ts';
import type { PersonName } from '../queue/queue-row.ts';
import {
  readAttachments,
  readEvents,
  readFeedback,
  readRemarks,
  readStatuses,
  type ReadEvent,
} from './event-rows.ts';
import { detailsOf, inWords, replacedTexts } from './tell-event.ts';

/** Most events of one page of a conversation. */
export const EVENTS_PAGE = 200;

/** A file that can be opened. */
export interface AttachmentView {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly contentType: string;
}

/** Something said; an author of nobody is the portal. */
export interface RemarkView {
  readonly id: number;
  readonly author: PersonName | null;
  readonly text: string;
  /** What stood below it in the mail that it came by, for those who may read it. */
  readonly quoted: string | null;
  readonly isInternal: boolean;
  readonly attachments: readonly AttachmentView[];
}

/** One thing that happened, with all that belongs to it. */
export interface EventView {
  readonly id: number;
  readonly name: ComplaintEventName;
  readonly at: Date;
  /** Null: the portal itself. */
  readonly by: PersonName | null;
  /** Goes on where the person's name ends, such as `assigned it to Ravi`. */
  readonly what: string;
  /** The status that it led to, where that is another. */
  readonly status: { readonly name: string; readonly category: StatusCategory } | null;
  /** What was said with it. */
  readonly remark: RemarkView | null;
  readonly feedback: { readonly rating: number; readonly comment: string } | null;
  /** Long texts that it replaced. */
  readonly replaced: readonly { readonly field: string; readonly from: string; readonly to: string }[];
}

/** Some of what happened, the oldest first. */
export interface EventPage {
  readonly events: readonly EventView[];
  /** The event before which there is more; null: this is the beginning. */
  readonly earlierThan: number | null;
  /** The files of the complaint itself. */
  readonly attachments: readonly AttachmentView[];
}

/** The status that each event led to, as it is called now. */
async function statusesOf(events: readonly ReadEvent[]): Promise<Map<number, EventView['status']>> {
  const reached = events.flatMap((event) => {
    const to = detailsOf(event).changes?.status?.to;
    return typeof to === 'object' && to !== null && 'id' in to ? [[event.id, to] as const] : [];
  });
  const known = reached.length === 0 ? new Map<number, EventView['status']>() : await readStatuses();
  return new Map(reached.map(([id, to]) => [id, known.get(to.id) ?? { name: to.name, category: 'open' }]));
}

/** What was said with the events, by event, and the files of the complaint itself. */
async function saidWith(
  complaintId: number,
  events: readonly ReadEvent[],
  withNotes: boolean,
  readerId: number | null,
) {
  const span = { id: complaintId, first: events[0]?.id ?? 0, last: events.at(-1)?.id ?? 0 };
  const remarks = await readRemarks(span, withNotes, readerId);
  const files = await readAttachments(span);
  const filesOf = (id: number | null) =>
    files.filter(({ remarkId }) => remarkId === id).map(({ remarkId: _of, ...file }) => file);
  const views = remarks.map(({ eventId, ...remark }): [number, RemarkView] => [
    eventId,
    { ...remark, attachments: filesOf(remark.id) },
  ]);
  const isRated = events.some(({ name }) => name === 'complaint.confirmed');
  const ratings = isRated ? await readFeedback(span) : new Map<number, NonNullable<EventView['feedback']>>();
  return { remarks: new Map(views), attachments: filesOf(null), ratings };
}

/** Words of the portal that only repeat what the event tells. */
const REPEATED = new Set<string>(['complaint.claimed', 'complaint.assigned', 'complaint.unassigned']);

/**
 * One page of what happened to a complaint, in a fixed number of queries; internal notes only on request.
 *
 * @param readerId who reads it; null: nobody of the portal.
 * @param before the events before this one; undefined: the newest.
 */
export async function loadEvents(
  complaintId: number,
  withNotes: boolean,
  readerId: number | null,
  before?: number,
): Promise<EventPage> {
  const rows = await readEvents(complaintId, withNotes, before, EVENTS_PAGE + 1);
  const shown = rows.slice(0, EVENTS_PAGE).toReversed();
  const statuses = await statusesOf(shown);
  const { remarks, attachments, ratings } = await saidWith(complaintId, shown, withNotes, readerId);
  const events = shown.map((event): EventView => {
    const { id, name, at, by } = event;
    const remark = remarks.get(id) ?? null;
    const details = detailsOf(event);
    return {
      id,
      name,
      at,
      by,
      what: inWords(name, details),
      status: statuses.get(id) ?? null,
      remark: remark?.author === null && REPEATED.has(name) ? null : remark,
      feedback: ratings.get(id) ?? null,
      replaced: replacedTexts(details),
    };
  });
  const earlierThan = rows.length > EVENTS_PAGE ? (shown[0]?.id ?? null) : null;
  return { events, earlierThan, attachments };
}
