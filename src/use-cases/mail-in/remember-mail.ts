import { AsyncLocalStorage } from 'node:async_hooks';
import { UniqueConstraintError } from 'sequelize';
import { presentMoment } from '../../database/present-moment.ts';
import type { JournalEntry } from '../../journal/events.ts';
import type { Follower } from '../../journal/followers.ts';
import { ReceivedMail } from '../../models/received-mail.ts';

/** What a row of a mail says whatever became of it. */
export type MailTrace = Pick<
  ReceivedMail['_creationAttributes'],
  'mailKey' | 'sender' | 'subject' | 'sizeBytes' | 'wordsHash'
>;

/** What became of a mail. */
export type MailEnd = Pick<ReceivedMail['_creationAttributes'], 'outcome'> &
  Partial<
    Pick<
      ReceivedMail['_creationAttributes'],
      'reason' | 'personId' | 'complaintId' | 'eventId' | 'quotedText'
    >
  >;

/** Another process did what this mail asks while this one was at it. */
export class MailIsDone extends Error {}

/**
 * Writes what became of a mail, in the surrounding transaction. A mail that failed before is tried anew when somebody
 * puts it back.
 *
 * @throws MailIsDone where it acted before.
 */
export async function rememberMail(trace: MailTrace, end: MailEnd): Promise<void> {
  const { reason = null, personId = null, complaintId = null, eventId = null, quotedText = null } = end;
  await ReceivedMail.destroy({ where: { mailKey: trace.mailKey, outcome: 'failed' } });
  try {
    await ReceivedMail.create({
      ...trace,
      outcome: end.outcome,
      reason: reason?.slice(0, 255) ?? null,
      personId,
      complaintId,
      eventId,
      quotedText,
      createdAt: presentMoment(),
    });
  } catch (error) {
    if (error instanceof UniqueConstraintError) throw new MailIsDone();
    throw error;
  }
}

/** What is noted in the transaction of the event that a mail causes. */
type Note = (eventId: number, complaintId: number) => Promise<unknown>;
const present = new AsyncLocalStorage<Note>();
const CAUSED = new Set<JournalEntry['name']>([
  'complaint.filed',
  'complaint.remarked',
  'complaint.answered',
  'complaint.reopened',
]);

/** Does `work`, which takes one step; `note` is written with its event, or neither is. */
export function notingMail<T>(note: Note, work: () => Promise<T>): Promise<T> {
  return present.run(note, work);
}

/** Notes what a mail did in the very transaction in which it did it; no step knows of it. */
export const mailNotes: Follower = {
  concerns: ({ name }) => CAUSED.has(name) && present.getStore() !== undefined,
  follow: async (eventId, { complaintId }) => present.getStore()?.(eventId, complaintId ?? 0),
};
