import { mailProof, provesMail } from './mail-key.ts';

/** What the Message-ID of a mail of the portal names; of a complaint it is the root of its thread, which no mail has. */
export interface MailSubject {
  readonly noun: 'notification' | 'complaint';
  readonly id: number;
}

const OWN_ID = /^<?(notification|complaint)\.([1-9]\d{0,8})\.([\da-f]{16})@[^\s<>@]+>?$/i;
/** Most Message-IDs that a header is searched for; threads are long, headers of attackers longer. */
const MOST_IDS = 200;

function written({ noun, id }: MailSubject): string {
  return `${noun}.${id}`;
}

function messageIdOf(subject: MailSubject, sender: string): string {
  const text = written(subject);
  return `<${text}.${mailProof(text)}@${sender.slice(sender.lastIndexOf('@') + 1)}>`;
}

/**
 * The Message-ID of the mail that carries a notification, with its angle brackets; at each attempt the same.
 *
 * @param sender the address that mails come from; what follows its `@` ends the Message-ID.
 */
export function notificationMessageId(id: number, sender: string): string {
  return messageIdOf({ noun: 'notification', id }, sender);
}

/** The Message-ID that all mails about a complaint answer to, so that mail programs show them as one thread. */
export function complaintThreadId(id: number, sender: string): string {
  return messageIdOf({ noun: 'complaint', id }, sender);
}

/** What a Message-ID names, if this portal wrote it; nobody else can make one up. */
export function subjectOf(messageId: string): MailSubject | undefined {
  const [, noun, id, proof] = OWN_ID.exec(messageId.trim()) ?? [];
  if (noun === undefined || proof === undefined) return undefined;
  const subject = { noun: noun.toLowerCase() as MailSubject['noun'], id: Number(id) };
  return provesMail(written(subject), proof) ? subject : undefined;
}

/** What the mails are about that a header such as References names, the last one first, which is the nearest. */
export function subjectsIn(header: string): MailSubject[] {
  const ids = header.match(/<[^\s<>]{1,250}>/g) ?? [];
  return ids
    .slice(-MOST_IDS)
    .toReversed()
    .flatMap((id) => subjectOf(id) ?? []);
}
