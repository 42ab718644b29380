import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { wordsOfHtml } from './html-words.ts';
import { windowsLetters } from './windows-letters.ts';

/** Largest header of a mail, with those of its parts, in bytes. */
const HEADERS_SIZE = 1024 * 1024;
/** Deepest nesting of parts. */
const NESTING = 30;
/** Pictures smaller than this that belong to the layout are marks of a signature, in bytes. */
const ORNAMENT_SIZE = 32 * 1024;
/** Parts that prove or carry what the mail says in another way, and are no files of people. */
const NO_FILES = new Set([
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'application/pgp-signature',
  'application/pgp-keys',
  'application/ms-tnef',
  'text/x-amp-html',
]);

/** A file that came with a mail. */
export interface MailFile {
  readonly name: string;
  readonly content: Buffer;
}

/** A mail as it came in, taken apart. */
export interface IncomingMail {
  /** Every value of a header, by its name in small letters. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Empty: it has none; of broken programs there may be several. */
  readonly messageId: string;
  /** Undefined: it names none, or more than one. */
  readonly sender: string | undefined;
  /** All whom it is addressed to, as far as its header says, those that servers noted included. */
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly files: readonly MailFile[];
}

/** A mail that cannot be taken apart. */
export class UnreadableMail extends Error {
  constructor(cause: unknown) {
    super('The mail cannot be read.', { cause });
    this.name = 'UnreadableMail';
  }
}

function headersOf({ headers }: Email): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const { key, value } of headers) all.set(key, [...(all.get(key) ?? []), value]);
  return all;
}

/** The only value of a header that must not stand twice. */
function single(headers: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const [value, another] = headers.get(name) ?? [];
  return another === undefined ? value?.trim() : undefined;
}

function recipientsOf(
  { to = [], cc = [] }: Email,
  headers: ReadonlyMap<string, readonly string[]>,
): string[] {
  const named = [...to, ...cc].flatMap((one) => one.group ?? [one]).map(({ address }) => address);
  const noted = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => headers.get(name) ?? []);
  return [...named, ...noted].filter((address) => address !== undefined);
}

function isOrnament({ related, contentId, mimeType, content }: Attachment): boolean {
  const isLaidOut = related === true || contentId !== undefined;
  return isLaidOut && mimeType.startsWith('image/') && Buffer.byteLength(content) < ORNAMENT_SIZE;
}

/** Files of mails often have no name of their own. */
function nameOf({ filename, mimeType }: Attachment): string {
  if (filename !== null && filename.trim() !== '') return windowsLetters(filename);
  if (mimeType === 'message/rfc822') return 'mail.eml';
  return `file.${/^[a-z]+\/([a-z\d]{2,5})$/.exec(mimeType)?.[1] ?? 'bin'}`;
}

function filesOf({ attachments }: Email): MailFile[] {
  return attachments
    .filter((part) => !NO_FILES.has(part.mimeType) && !isOrnament(part))
    .map((part) => ({ name: nameOf(part), content: Buffer.from(part.content as ArrayBuffer) }));
}

/** What people wrote; HTML alone is read as the words that it shows. */
function textOf({ text, html }: Email): string {
  const plain = text?.replaceAll('\r\n', '\n').replaceAll('\0', '').trim() ?? '';
  return windowsLetters(plain === '' && html !== undefined ? wordsOfHtml(html) : plain);
}

async function parse(source: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(source, {
      forceRfc822Attachments: true,
      maxHeadersSize: HEADERS_SIZE,
      maxNestingDepth: NESTING,
    });
  } catch (error) {
    throw new UnreadableMail(error);
  }
}

/**
 * Takes a mail apart, whatever its characters and however broken its form.
 *
 * @throws UnreadableMail where its headers or its nesting are beyond all measure.
 */
export async function readMail(source: Buffer): Promise<IncomingMail> {
  const mail = await parse(source);
  const headers = headersOf(mail);
  const isOneSender = single(headers, 'from') !== undefined && mail.from?.address !== undefined;
  return {
    headers,
    messageId: (headers.get('message-id') ?? []).join(' '),
    sender: isOneSender ? mail.from?.address?.trim() : undefined,
    recipients: recipientsOf(mail, headers),
    subject: windowsLetters(mail.subject ?? ''),
    text: textOf(mail),
    files: filesOf(mail),
  };
}
