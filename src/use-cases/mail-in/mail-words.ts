import { createHash } from 'node:crypto';
import { splitText } from '../../mail/quoted-text.ts';
import type { IncomingMail } from '../../mail/read-mail.ts';
import { QUOTE_LENGTH } from '../../models/received-mail.ts';

/** Longest text of a reply or a complaint, in characters, with room for the words that it goes on. */
const MOST = 9800;
const GOES_ON = '\n\n[This mail was longer. Its end stands with what it quoted.]';
const CUT_OFF = '\n\n[The rest stands in the mail itself.]';
const TITLE_LENGTH = 200;
const FORWARDED =
  /^\s*(?:(?:\[#\d+\]|(?:re|fwd?|aw|wg|antw|sv|vs|tr|rv|enc|res|odp|回复|转发)\s*(?:\[\d+\])?\s*[:：])\s*)+/iu;
/** Of mails that bring files and say nothing. */
const NO_WORDS = 'Sent by mail, without a text.';

/** What a mail says, as it is stored. */
export interface MailWords {
  readonly text: string;
  /** What stood below it; null: nothing. */
  readonly quoted: string | null;
  readonly title: string;
  /** There is a word of its own. */
  readonly isSaid: boolean;
}

/** The first so many characters, none of them cut through. */
function first(text: string, most: number): string {
  const cut = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function fit(own: string, quoted: string): Omit<MailWords, 'title'> {
  const shown = own.length <= MOST ? own : first(own, MOST);
  const rest = [own.slice(shown.length), quoted].filter((part) => part !== '').join('\n\n');
  const kept = rest.length <= QUOTE_LENGTH ? rest : first(rest, QUOTE_LENGTH - CUT_OFF.length) + CUT_OFF;
  const text = shown === own ? own : shown + GOES_ON;
  return { text: text === '' ? NO_WORDS : text, quoted: kept === '' ? null : kept, isSaid: own !== '' };
}

function titleOf(subject: string, text: string): string {
  const named = subject.replace(FORWARDED, '').replaceAll(/\s+/g, ' ').trim();
  const line = text.split('\n').find((one) => /[\p{L}\p{N}]/u.test(one)) ?? 'No subject';
  return first(named === '' ? line.trim() : named, TITLE_LENGTH);
}

/** What an answer says: one's own words, and apart from them what was quoted. */
export function wordsOfAnswer({ text, subject }: IncomingMail): MailWords {
  const { own, quoted } = splitText(text);
  const words = fit(own, quoted);
  return { ...words, title: titleOf(subject, words.text) };
}

/** What a complaint says: all of the mail, as what somebody passes on may be the very problem. */
export function wordsOfComplaint({ text, subject }: IncomingMail): MailWords {
  const words = fit(text.trim(), '');
  return { ...words, title: titleOf(subject, words.text) };
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

/** Of a mail's own words without their numbers, and its files: programs that answer one another say the same over and over. */
export function wordsHash({ text, files }: IncomingMail): string {
  const bare = splitText(text)
    .own.toLowerCase()
    .replaceAll(/[\p{N}\s]+/gu, ' ');
  return sha256(JSON.stringify([bare, files.map(({ content }) => sha256(content))]));
}

/**
 * What tells a mail from every other: its Message-ID, which others might use again or leave out, and what it says.
 * Copies that came on several ways are one mail.
 */
export function mailKey({ messageId, sender = '', subject, text, files, headers }: IncomingMail): string {
  const contents = files.map(({ name, content }) => [name, sha256(content)]);
  const date = messageId === '' ? (headers.get('date') ?? []) : [];
  const told = [messageId, sender.toLowerCase(), subject, text, contents, date];
  return sha256(JSON.stringify(told));
}
