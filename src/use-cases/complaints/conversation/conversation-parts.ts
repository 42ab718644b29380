import { Op } from 'sequelize';
import type { ComplaintEventName } from '../../../journal/events.ts';
import { Attachment } from '../../../models/attachment.ts';
import { Feedback } from '../../../models/feedback.ts';
import { JournalEvent } from '../../../models/journal-event.ts';
import { Remark } from '../../../models/remark.ts';
import { Status, type StatusCategory } from '../../../models/status.ts';
import { User } from '../../../models/user.ts';
import { doer, NAME_COLUMNS } from '../steps/conflict.ts';
import { personName, type PersonName } from '../queue/queue-row.ts';
import { COMPLAINT_EVENTS, detailsOf, inWords, replacedTexts } from './tell-event.ts';

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

function attachmentView({ id, originalName, sizeBytes, contentType }: Attachment): AttachmentView {
  return { id, name: originalName, sizeBytes, contentType };
}

async function remarksOf(complaintId: number, events: readonly JournalEvent[], withNotes: boolean) {
  const eventId = events.map(({ id }) => id);
  const rows = await Remark.findAll({
    where: { complaintId, eventId, ...(withNotes ? {} : { isInternal: false }) },
    include: [{ model: User, as: 'author', attributes: NAME_COLUMNS }],
  });
  const remarkId = { [Op.or]: [null, rows.map(({ id }) => id)] };
  const files = await Attachment.findAll({ where: { complaintId, remarkId }, order: [['id', 'ASC']] });
  const filesOf = (id: number | null) => files.filter((file) => file.remarkId === id).map(attachmentView);
  const views = rows.map(
    ({ id, author, text, isInternal, eventId: event }) =>
      [event, { id, author: personName(author), text, isInternal, attachments: filesOf(id) }] as const,
  );
  return { remarks: new Map<number, RemarkView>(views), attachments: filesOf(null) };
}

/** The status that each event led to, as it is called now. */
async function statusesOf(events: readonly JournalEvent[]): Promise<Map<number, EventView['status']>> {
  const reached = events.flatMap((event) => {
    const to = detailsOf(event).changes?.status?.to;
    return typeof to === 'object' && to !== null && 'id' in to ? [[event.id, to] as const] : [];
  });
  const ids = new Set(reached.map(([, { id }]) => id));
  const rows = await Status.findAll({ attributes: ['id', 'name', 'category'], where: { id: [...ids] } });
  const known = new Map(rows.map(({ id, name, category }) => [id, { name, category }]));
  return new Map(reached.map(([id, to]) => [id, known.get(to.id) ?? { name: to.name, category: 'open' }]));
}

/** Words of the portal that only repeat what the event tells. */
const REPEATED = new Set<string>(['complaint.claimed', 'complaint.assigned', 'complaint.unassigned']);

/**
 * One page of what happened to a complaint, in a fixed number of queries; internal notes only on request.
 *
 * @param before the events before this one; undefined: the newest.
 */
export async function loadEvents(
  complaintId: number,
  withNotes: boolean,
  before?: number,
): Promise<EventPage> {
  const names = COMPLAINT_EVENTS.filter((name) => withNotes || name !== 'complaint.noted');
  const rows = await JournalEvent.findAll({
    where: { complaintId, name: names, ...(before === undefined ? {} : { id: { [Op.lt]: before } }) },
    include: [{ model: User, as: 'actor', attributes: NAME_COLUMNS }],
    order: [['id', 'DESC']],
    limit: EVENTS_PAGE + 1,
  });
  const shown = rows.slice(0, EVENTS_PAGE).toReversed();
  const statuses = await statusesOf(shown);
  const { remarks, attachments } = await remarksOf(complaintId, shown, withNotes);
  const ratings = await Feedback.findAll({ where: { complaintId, eventId: shown.map(({ id }) => id) } });
  const events = shown.map((event): EventView => {
    const name = event.name as ComplaintEventName;
    const remark = remarks.get(event.id) ?? null;
    const rating = ratings.find(({ eventId }) => eventId === event.id);
    return {
      id: event.id,
      name,
      at: event.createdAt,
      by: doer(event),
      what: inWords(name, detailsOf(event)),
      status: statuses.get(event.id) ?? null,
      remark: remark?.author === null && REPEATED.has(name) ? null : remark,
      feedback: rating === undefined ? null : { rating: rating.rating, comment: rating.comment },
      replaced: replacedTexts(detailsOf(event)),
    };
  });
  const earlierThan = rows.length > EVENTS_PAGE ? (shown[0]?.id ?? null) : null;
  return { events, earlierThan, attachments };
}
