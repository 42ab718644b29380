import { createHash } from 'node:crypto';
import { Op } from 'sequelize';
import { HOUR_MS } from '../../durations.ts';
import { ReceivedMail } from '../../models/received-mail.ts';
import { notify } from '../notifications/notify.ts';
import type { MailRefusal } from './decide-mail.ts';

/** Most refusals that one person is told of within an hour: whoever answers them is a program. */
const MOST_TO_ONE = 3;
/** Most strangers who are told so within an hour: the addresses of junk mail are those of others. */
const MOST_STRANGERS = 30;

/** The mail that is not done what it asks. */
export interface RefusedMail {
  readonly mailKey: string;
  readonly sender: string;
  readonly subject: string;
}

async function refusedSince(now: Date, where: Record<string, unknown>): Promise<number> {
  const createdAt = { [Op.gt]: new Date(now.getTime() - HOUR_MS) };
  return ReceivedMail.count({ where: { outcome: ['refused', 'failed'], createdAt, ...where } });
}

const asked = ({ subject }: RefusedMail) => subject.slice(0, 200);

/**
 * Tells the sender of a mail that it was not taken, in the surrounding transaction: somebody known with the reason, a
 * stranger once a day at most.
 */
export async function tellRefusal(
  mail: RefusedMail,
  why: MailRefusal,
  personId: number | null,
  now: Date,
): Promise<void> {
  const { sender, mailKey } = mail;
  const told = {
    kind: 'letter.mail_refused',
    channel: 'mail',
    details: { why, subject: asked(mail) },
  } as const;
  if (personId !== null) {
    if ((await refusedSince(now, { personId })) >= MOST_TO_ONE) return;
    await notify({ ...told, recipientId: personId, dedupeKey: `mail-in:refused:${mailKey}` });
    return;
  }
  if ((await refusedSince(now, { personId: null })) >= MOST_STRANGERS) return;
  const hash = createHash('sha256').update(sender.toLowerCase()).digest('hex');
  const day = now.toISOString().slice(0, 10);
  await notify({ ...told, recipientId: null, address: sender, dedupeKey: `mail-in:refused:${day}:${hash}` });
}

/** Tells somebody, in the surrounding transaction, what of their mail was left out, or what they still have to do. */
export async function tellTaken(
  mailKey: string,
  personId: number,
  complaintId: number,
  { leftOut, isResolved }: { readonly leftOut: readonly string[]; readonly isResolved: boolean },
): Promise<void> {
  const told = { channel: 'mail', recipientId: personId, complaintId } as const;
  if (leftOut.length > 0) {
    const details = { leftOut: leftOut.join('\n').slice(0, 4000) };
    await notify({ ...told, kind: 'letter.files_left_out', details, dedupeKey: `mail-in:files:${mailKey}` });
  }
  if (isResolved)
    await notify({
      ...told,
      kind: 'letter.still_resolved',
      details: {},
      dedupeKey: `mail-in:resolved:${mailKey}`,
    });
}
