import type { SendMailOptions } from 'nodemailer';
import { isMailAddress } from '../mail-address.ts';
import { MailFault, type Mail } from './mail.ts';

/** Longest subject, in characters. */
const SUBJECT_LENGTH = 200;
/** A text of people for a header: one line, without signs that reverse others, and nothing that is decoded once more. */
function line(text: string, length: number): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '')
    .replaceAll('=?', '= ?');
  return Array.from(plain.trim()).slice(0, length).join('');
}

/** Name and address of a sender such as `IT <it@x.example>`: the mailer would take parts of the name for more than that. */
function senderIn(sender: string): { readonly name: string; readonly address: string } {
  const [, name = '', address = sender.trim()] = /^(.*)<([^<>]*)>\s*$/s.exec(sender) ?? [];
  return { name: line(name.trim().replace(/^"(.*)"$/, '$1'), 100), address };
}

/** The address in a sender. */
export function addressOf(sender: string): string {
  return senderIn(sender).address;
}

/** @throws MailFault where a mail to this address could go to somebody else, or nowhere. */
export function requireAddress(address: string): void {
  if (!isMailAddress(address)) throw new MailFault(`${address} is no e-mail address.`, true);
}

/** That mail programs may unsubscribe by themselves when somebody presses their button (RFC 8058), which is for https alone. */
function oneClick(unsubscribe: string | undefined): Record<string, string> {
  return unsubscribe?.startsWith('https:') === true
    ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : {};
}

/**
 * A mail as the mailer takes it: one recipient whatever the address holds, and headers that no automatic answer comes to.
 *
 * @throws MailFault where the address is none.
 */
export function mimeOf(mail: Mail, from: string): SendMailOptions {
  const { address, name } = mail.to;
  requireAddress(address);
  const { messageId, thread, replyTo, unsubscribe, html, text } = mail;
  return {
    messageId,
    from: senderIn(from),
    to: { name: line(name, 100), address },
    envelope: { from: addressOf(from), to: [address] },
    subject: line(mail.subject, SUBJECT_LENGTH),
    html,
    text,
    date: new Date(),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(thread === undefined ? {} : { inReplyTo: thread, references: [thread] }),
    ...(unsubscribe === undefined ? {} : { list: { unsubscribe: { url: unsubscribe } } }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...oneClick(unsubscribe),
    },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
