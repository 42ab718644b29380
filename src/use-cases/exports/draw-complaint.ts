import type { Paper } from '../../documents/pdf/paper.ts';
import type { Picture } from '../../documents/pdf/pictures/picture.ts';
import { clockText, type wallClock } from '../../documents/wall-clock.ts';
import { shownStatus } from '../../policies/shown-status.ts';
import type { AttachmentView, EventView } from '../complaints/conversation/conversation-parts.ts';
import type { Conversation } from '../complaints/conversation/get-conversation.ts';

/** A complaint with all that happened to it, and what its files show. */
export interface PrintedComplaint {
  readonly complaint: Conversation['complaint'];
  readonly attachments: readonly AttachmentView[];
  readonly events: readonly EventView[];
  readonly pictures: ReadonlyMap<number, Picture>;
  readonly timeZone: string;
  readonly clock: ReturnType<typeof wallClock>;
}

const KIB = 1024;
/** Once there are so many pages, no further event is drawn. */
const MOST_PAGES = 400;

function sizeOf(bytes: number): string {
  if (bytes < KIB) return `${bytes} bytes`;
  return bytes < KIB * KIB ? `${Math.round(bytes / KIB)} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Names in one column, values in the other. */
function facts(paper: Paper, rows: readonly (readonly [name: string, value: string])[]): void {
  const indent = 120;
  for (const [name, value] of rows) {
    if (value === '') continue;
    paper.need(15);
    const [label] = paper.lines(name, { size: 9 });
    if (label) paper.draw(label, paper.left, paper.y + 1, { size: 9, colour: 'muted' });
    paper.text(value, { indent, after: 2 });
  }
}

function files(
  paper: Paper,
  all: readonly AttachmentView[],
  pictures: PrintedComplaint['pictures'],
  indent = 0,
): void {
  for (const { id, name, sizeBytes } of all) {
    paper.text(`Attached: ${name} (${sizeOf(sizeBytes)})`, { size: 9, colour: 'muted', indent, after: 3 });
    const picture = pictures.get(id);
    if (picture !== undefined) paper.picture(picture);
  }
}

function event(paper: Paper, one: EventView, { clock, pictures }: PrintedComplaint): void {
  const { by, at, what, remark, feedback, replaced, status } = one;
  paper.need(44);
  const led = status === null ? '' : ` · ${shownStatus(status.name)}`;
  paper.text(`${by?.name ?? 'The portal'} ${what}${led}`, { isBold: true });
  const note = remark?.isInternal === true ? ' · Note, not shown to the reporter' : '';
  paper.text(`${clockText(clock(at)).slice(0, 16)}${note}`, { size: 8.5, colour: 'muted', after: 2 });
  for (const { from } of replaced)
    paper.text(`Before: ${from}`, { size: 9, colour: 'muted', indent: 12, after: 3 });
  if (remark !== null) {
    paper.text(remark.text, { indent: 12, after: 3 });
    files(paper, remark.attachments, pictures, 12);
  }
  if (feedback !== null) {
    paper.text(`Rated ${feedback.rating} of 5`, { indent: 12 });
    if (feedback.comment !== '') paper.text(feedback.comment, { indent: 12 });
  }
  paper.y += 8;
}

/** One event after the other. */
function conversation(paper: Paper, printed: PrintedComplaint): void {
  paper.y += 8;
  paper.need(60);
  paper.rule();
  paper.text('Conversation', { size: 13, isBold: true, after: 5 });
  for (const [done, one] of printed.events.entries()) {
    if (paper.pages >= MOST_PAGES) {
      const left = printed.events.length - done;
      paper.text(`${left} later ${left === 1 ? 'event is' : 'events are'} left out.`, { isBold: true });
      return;
    }
    event(paper, one, printed);
  }
}

function beginning(
  paper: Paper,
  { complaint, clock, timeZone, attachments, pictures }: PrintedComplaint,
): void {
  const moment = (at: Date | null): string => (at === null ? '' : clockText(clock(at)).slice(0, 16));
  const { reporter, assignee, details, due } = complaint;
  paper.text(`#${complaint.id}`, { size: 10, colour: 'muted' });
  paper.text(complaint.title, { size: 18, isBold: true, after: 6 });
  facts(paper, [
    ['Status', shownStatus(complaint.status)],
    ['Urgency', capital(complaint.urgency)],
    ['Type', complaint.type],
    ['Reporter', reporter.name + (reporter.department === null ? '' : `, ${reporter.department}`)],
    ['Assigned to', assignee?.name ?? 'nobody'],
    ['Filed', moment(complaint.createdAt)],
    ['Due', moment(due?.at ?? null)],
    ['Resolved', moment(complaint.resolvedAt)],
    ['Closed', moment(complaint.closedAt)],
    ['Files removed', moment(complaint.filesRemovedAt)],
    ['Texts removed', moment(complaint.textsRemovedAt)],
    ...details.map(({ label, value }) => [label, value] as const),
    ['Times are those of', timeZone],
  ]);
  paper.y += 8;
  paper.rule();
  paper.text('Description', { size: 13, isBold: true, after: 3 });
  paper.text(complaint.description, { after: 6 });
  files(paper, attachments, pictures);
}

/**
 * Draws a complaint as its page shows it: what it is, what was said and done, with the pictures, as far as there are
 * pages for it.
 */
export function drawComplaint(paper: Paper, printed: PrintedComplaint): void {
  beginning(paper, printed);
  conversation(paper, printed);
}
