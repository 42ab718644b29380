import { z } from 'zod';
import type { RunningJob } from '../../../jobs/job-kind.ts';
import { MailFault } from '../../../mail/mail.ts';
import { post } from '../../../mail/post.ts';
import { log } from '../../../log.ts';
import { claimMail, type ClaimedMail } from './claim-mail.ts';
import { composeMail } from './compose-mail.ts';
import { hindranceOf, recipientOf, Unwanted, type MailRecipient } from './judge-mail.ts';
import { noteDropped, noteFailed, noteSent } from './mail-outcome.ts';

const payloadInput = z.object({ notificationId: z.number() });

/** How long a mail on its way may take when the process is to end, in milliseconds; then it is sent once more later. */
const PARTING_MS = 700;

/** Aborts a little after `signal` does. */
function soonAfter(signal: AbortSignal): AbortSignal {
  const late = new AbortController();
  const part = () => setTimeout(() => late.abort(signal.reason), PARTING_MS).unref();
  if (signal.aborted) part();
  else signal.addEventListener('abort', part, { once: true });
  return late.signal;
}

/** Why its recipient may not read some of a mail now, by the notification's id. */
async function hindrances({ rows }: ClaimedMail, to: MailRecipient): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const row of rows) {
    const hindrance = await hindranceOf(row, to.person);
    if (hindrance !== undefined) found.set(row.id, hindrance);
  }
  return found;
}

async function send(
  mail: ClaimedMail,
  to: MailRecipient,
  timeZone: string,
  stop: AbortSignal,
): Promise<number> {
  const { carrier } = mail;
  const hindered = await hindrances(mail, to);
  const rows = mail.rows.filter(({ id }) => !hindered.has(id));
  const isEmpty = rows.every(({ kind }) => kind === 'letter.digest');
  const composed = isEmpty ? undefined : await composeMail({ carrier, rows, to, post: post(), timeZone });
  if (composed === undefined) {
    await noteDropped(mail, hindered.values().next().value ?? 'It is of no use any more.');
    return 0;
  }
  try {
    await post().send(composed, stop);
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    await noteFailed(mail, error, to.address);
    const told = { notification: carrier.id, attempt: carrier.attempts, why: error.message };
    log.warn(told, 'a mail was not taken');
    return 0;
  }
  await noteSent(mail, to.address, hindered);
  return rows.length;
}

/**
 * Sends a mail whose time has come, with everything else that its recipient is about to hear of the same complaint.
 * Whether they may is judged now. Returns how much it told; 0 where it was not sent.
 *
 * @param timeZone in which times are told.
 */
export async function deliverMail(
  payload: unknown,
  { signal }: Pick<RunningJob, 'signal'>,
  timeZone: string,
): Promise<number> {
  const { notificationId } = payloadInput.parse(payload);
  signal.throwIfAborted();
  const mail = await claimMail(notificationId);
  if (mail === undefined) return 0;
  const to = await recipientOf(mail.carrier);
  if (to instanceof Unwanted) {
    await noteDropped(mail, to.reason);
    return 0;
  }
  return send(mail, to, timeZone, soonAfter(signal));
}
