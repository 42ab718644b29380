import type { Mail } from '../../../mail/mail.ts';
import { complaintThreadId, notificationMessageId } from '../../../mail/message-id.ts';
import { unsubscribeToken } from '../../../mail/unsubscribe-token.ts';
import { plainText } from '../../../mail/plain-text.ts';
import type { Post } from '../../../mail/post.ts';
import type { Notification } from '../../../models/notification.ts';
import { isNewsKind, newsKind } from '../../../notifications/kinds.ts';
import { isLetterKind } from '../../../notifications/letters.ts';
import type { MailBody } from '../../../notifications/mails/write-mail.tsx';
import { composeDigest, composeSeveral } from './compose-digest.ts';
import { composeLetter } from './compose-letter.ts';
import { composeNews } from './compose-news.ts';
import type { MailRecipient } from './judge-mail.ts';

/** What a mail is made of. */
export interface MailGround {
  /** Whose id the Message-ID has. */
  readonly carrier: Notification;
  /** Those that its recipient may read now. */
  readonly rows: readonly Notification[];
  readonly to: MailRecipient;
  readonly post: Post;
  readonly timeZone: string;
}

async function bodyOf({ carrier, rows, to, post, timeZone }: MailGround): Promise<MailBody | undefined> {
  const { kind } = carrier;
  if (isLetterKind(kind) && kind !== 'letter.digest') {
    const details = JSON.parse(carrier.details) as Readonly<Record<string, unknown>>;
    return composeLetter(kind, { letter: carrier, details, to, site: post.site });
  }
  const { person } = to;
  if (person === undefined) return undefined;
  const ground = { rows, person, post, timeZone };
  if (kind === 'letter.digest') return composeDigest(ground);
  return isNewsKind(kind) && isOfSeveral(rows) ? composeSeveral(ground, kind) : composeNews(ground);
}

/** Whether these are news of more than one complaint. */
function isOfSeveral(rows: readonly Notification[]): boolean {
  return new Set(rows.map(({ complaintId }) => complaintId)).size > 1;
}

/** Whether somebody can choose not to get such mails. */
function isWished(kind: string): boolean {
  return kind === 'letter.digest' || (isNewsKind(kind) && newsKind(kind).isSecurity !== true);
}

/** Where its recipient has no more mails of this kind, with one click and without signing in. */
function unsubscribeAddress({ carrier: { kind, createdAt }, to: { person }, post }: MailGround) {
  if (person === undefined || !isWished(kind)) return undefined;
  const token = unsubscribeToken({ personId: person.id, kind }, createdAt);
  return `${post.site}/notifications/unsubscribe?token=${token}`;
}

/** A mail as it is sent; undefined: it is of no use any more. */
export async function composeMail(ground: MailGround): Promise<Mail | undefined> {
  const body = await bodyOf(ground);
  if (body === undefined) return undefined;
  const { carrier, to, post } = ground;
  const { id, createdAt } = carrier;
  // An answer to a mail about several would be of one that nobody meant.
  const complaintId = isOfSeveral(ground.rows) ? null : carrier.complaintId;
  // Only a process that sends mails draws them: the command line would wait for it with every command.
  const { writeMail } = await import('../../../notifications/mails/write-mail.tsx');
  const { subject, html } = writeMail(body);
  const person = to.person?.id;
  return {
    id,
    createdAt,
    messageId: notificationMessageId(id, post.sender),
    to: { name: to.name, address: to.address },
    replyTo:
      complaintId === null || person === undefined ? undefined : post.replyAddress(complaintId, person),
    thread: complaintId === null ? undefined : complaintThreadId(complaintId, post.sender),
    subject,
    html,
    text: plainText(html),
    unsubscribe: unsubscribeAddress(ground),
  };
}
