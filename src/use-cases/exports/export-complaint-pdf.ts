import { inTransaction } from '../../database/transaction.ts';
import { fileNameOf } from '../../documents/file-name.ts';
import { ForbiddenError } from '../../errors.ts';
import { record } from '../../journal/record.ts';
import type { Actor } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import { getConversation, type Conversation } from '../complaints/conversation/get-conversation.ts';
import type { ExportFile } from './begin-export.ts';
import { pdfPictures } from './pdf-pictures.ts';
import { pdfInThread } from './pdf-in-thread.ts';
import { pdfWork } from './pdf-work.ts';

/** How a complaint is printed. */
export interface PdfWish {
  /** In which moments are told. */
  readonly timeZone: string;
  /** With the internal notes. */
  readonly withNotes: boolean;
  /** Says that nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/** All that happened, from the first event on. */
async function whole(actor: Actor, id: number, { withNotes, signal }: PdfWish) {
  const shown = { reopenDays: 0, withNotes };
  const newest = await getConversation(actor, id, shown);
  const pages: Conversation[] = [newest];
  for (let before = newest.earlierThan; before !== null; before = pages.at(-1)?.earlierThan ?? null) {
    signal?.throwIfAborted();
    pages.push(await getConversation(actor, id, { ...shown, before }));
  }
  pages.reverse();
  const files = new Map(pages.flatMap((page) => page.attachments.map((file) => [file.id, file] as const)));
  const events = pages.flatMap((page) => page.events);
  return { complaint: newest.complaint, events, attachments: [...files.values()] };
}

async function make(actor: Actor, id: number, wish: PdfWish, now: Date): Promise<ExportFile> {
  const { timeZone, withNotes, signal } = wish;
  const read = await whole(actor, id, wish);
  const { complaint, events, attachments } = read;
  const row = { reporterId: complaint.reporter.id, assigneeId: complaint.assignee?.id ?? null };
  if (withNotes && !complaintPolicy.may(actor, 'readNotes', row)) throw new ForbiddenError();
  const files = [...attachments, ...events.flatMap(({ remark }) => remark?.attachments ?? [])];
  const pictures = await pdfPictures(
    files.map((file) => file.id),
    signal,
  );
  const title = `#${id} ${complaint.title}`;
  const content = await pdfInThread(
    { kind: 'complaint', title, printed: { ...read, pictures, timeZone }, now },
    signal,
  );
  const details = { what: 'complaint', format: 'pdf', ...(withNotes ? { withNotes } : {}) } as const;
  await inTransaction(() =>
    record({ name: 'export.downloaded', by: actor, subjectId: null, complaintId: id, details }),
  );
  return { name: fileNameOf(`complaint ${id}`, 'pdf'), contentType: 'application/pdf', content };
}

/**
 * One complaint as a PDF, as far as the actor may read it; a few are made at a time. That it was taken is told before it
 * leaves.
 *
 * @throws NotFoundError when there is none, or it is not theirs to know; ForbiddenError for notes that they may not read;
 * LimitError or UnavailableError when too many are being made; AbortError when the wish's signal says that nobody waits.
 */
export async function exportComplaintPdf(
  actor: Actor,
  id: number,
  wish: PdfWish,
  now: Date = new Date(),
): Promise<ExportFile> {
  return pdfWork.run(actor.id, wish.signal, () => make(actor, id, wish, now));
}
