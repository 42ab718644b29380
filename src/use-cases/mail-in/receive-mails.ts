import { log } from '../../log.ts';
import { Mailbox, type MailboxItem } from '../../mail/mailbox.ts';
import { post } from '../../mail/post.ts';
import type { DoingSettings } from './do-by-mail.ts';
import { handleMail, type MailInSettings } from './handle-mail.ts';
import { forgetMails } from './forget-mails.ts';

/** The kind of job that looks into the mailbox. */
export const RECEIVING = 'mail-in.receive';
/** Largest mail that is taken, in bytes: five files of their largest size would be more than mail servers pass on. */
export const MAIL_SIZE = 25 * 1024 * 1024;
/** What is read of a larger one, to tell its sender. */
const HEADER_SIZE = 256 * 1024;
/** Mails of one run; the next one is a minute away. */
const MOST = 200;

/** Where mails are received, and by which rules. */
export interface ReceivingSettings extends DoingSettings {
  readonly mailInUrl: string;
}

async function receiveOne(
  mailbox: Mailbox,
  { uid, size: sizeBytes }: MailboxItem,
  settings: MailInSettings,
): Promise<number> {
  const isTooLarge = sizeBytes > MAIL_SIZE;
  const content = isTooLarge
    ? await mailbox.readHeader(uid, HEADER_SIZE)
    : await mailbox.read(uid, MAIL_SIZE);
  if (content === undefined) return 0;
  const outcome = await handleMail({ content, sizeBytes, isTooLarge }, settings);
  if (outcome === 'failed') log.warn({ uid, sizeBytes }, 'a mail failed and is moved to the folder Failed');
  // Whoever dies before this finds by the row that it was done.
  await mailbox.move(uid, outcome === 'failed' ? 'Failed' : 'Processed');
  return 1;
}

/**
 * Works off the mailbox: each mail does once what it asks and is moved to `Processed`, or to `Failed` where somebody
 * should look at it. Returns how many.
 *
 * @param signal ends it between two mails.
 * @throws MailboxFault; UnavailableError: what is left is handled later.
 */
export async function receiveMails(settings: ReceivingSettings, signal?: AbortSignal): Promise<number> {
  const mailbox = await Mailbox.open(settings.mailInUrl, signal);
  try {
    const own = { ...settings, own: post().sender };
    let handled = 0;
    for (const item of await mailbox.list(MOST)) {
      signal?.throwIfAborted();
      handled += await receiveOne(mailbox, item, own);
    }
    await forgetMails(signal);
    return handled;
  } finally {
    await mailbox.close();
  }
}
