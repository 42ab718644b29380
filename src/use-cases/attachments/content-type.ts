import { buffer } from 'node:stream/consumers';
import { endingOf } from './file-name.ts';
import { textKind } from './text-kind.ts';
import type { OpenContent } from './zip-kind.ts';

/** What is allowed beside text, documents and archives, by what file-type calls it. */
const BINARY: Readonly<Record<string, string>> = {
  'image/png': 'image/png',
  'image/apng': 'image/png',
  'image/jpeg': 'image/jpeg',
  'image/gif': 'image/gif',
  'image/webp': 'image/webp',
  'image/heic': 'image/heic',
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'video/mp4': 'video/mp4',
  'video/x-m4v': 'video/mp4',
};
const TEXT: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.log': 'text/plain',
  '.csv': 'text/csv',
};
/** Endings that computers open as what the content is. */
const ENDINGS =
  /^(\.(pdf|a?png|jpg|jpe?|jpeg|jfif|gif|webp|hei[cf]|mp4|m4v|zip|docx|xlsx|pptx|odt|ods|msg|eml))?$/;
/** Endings of documents that are archives. */
const DOCUMENT_ENDINGS = /^\.(docx|xlsx|pptx|odt|ods)$/;
/** Endings of documents and templates with macros. */
const MACRO_ENDINGS = /^\.(doc|dot|xls|xlt|xla|ppt|pot|pps|ppa)m$|^\.xlsb$/;
/** How much of a content is looked at for what it begins with, in bytes. */
const HEAD = 65_536;
/** Readers find a PDF's beginning behind a few other bytes. */
const PDF_WITHIN = 1024;
/** How an archive begins, an empty one with its end. */
const ARCHIVES = new Set(['504b0304', '504b0506']);
/** Begins a compound file, in which Outlook keeps messages; the second is how their parts are called there. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const MESSAGE_PART = Buffer.from('__substg1.0_', 'utf16le');

/** The types of images that are shown in the page. */
export const IMAGE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** What a content is: its type, or why it may not be attached. */
export type ContentKind = { readonly type: string } | { readonly refused: 'kind' | 'macros' | 'unreadable' };

const NO_KIND: ContentKind = { refused: 'kind' };

async function readHead(open: OpenContent, sizeBytes: number): Promise<Buffer> {
  return buffer(await open({ start: 0, end: Math.min(sizeBytes, HEAD) - 1 }));
}

function isPdf(head: Buffer): boolean {
  const beginning = head.subarray(0, PDF_WITHIN).toString('latin1');
  return /%PDF-\d\.\d/.test(beginning) && !/^\s*(\xEF\xBB\xBF)?\s*<[a-z!?]/i.test(beginning);
}

/** True for a message with nothing but fields (RFC 5322, 2.2) before its first empty line, whatever they are called. */
function isMail(head: Buffer): boolean {
  const message = head.toString('latin1').replace(/^(\xEF\xBB\xBF)?(\r?\n)*/, '');
  const [header = ''] = message.split(/\r?\n\r?\n/, 1);
  const lines = header.replace(/\r?\n$/, '').split(/\r?\n/);
  return /^[!-9;-~]+:/m.test(header) && lines.every((line) => /^(From |[!-9;-~]+:|[ \t])/.test(line));
}

/** True where words that begin like a GIF go on like one. */
function isGif(head: Buffer): boolean {
  const packed = head[10] ?? 0;
  const colours = (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
  return [0x21, 0x2c, 0x3b].includes(head[13 + colours] ?? 0);
}

async function zipType(open: OpenContent, sizeBytes: number, ending: string): Promise<ContentKind> {
  // Only who sends an archive needs what reads one; a start is the faster for it.
  const { zipKind } = await import('./zip-kind.ts');
  const kind = await zipKind(open, sizeBytes);
  if (kind === 'unreadable') {
    const text = await textType(open, ending, 'application/zip');
    if (text !== undefined) return text;
  }
  if (kind === 'macros' || MACRO_ENDINGS.test(ending)) return { refused: 'macros' };
  // Programs that open it read what we did not, or mend it.
  if (kind === 'unreadable' && DOCUMENT_ENDINGS.test(ending)) return { refused: 'unreadable' };
  if (!ENDINGS.test(ending) && !(ending in TEXT)) return NO_KIND;
  // Whoever packed a document's parts wants an archive.
  return { type: typeof kind === 'string' || ending === '.zip' ? 'application/zip' : kind.document };
}

async function textType(
  open: OpenContent,
  ending: string,
  sniffed: string | undefined,
): Promise<ContentKind | undefined> {
  const type = TEXT[ending];
  if (type === undefined) return undefined;
  const kind = await textKind(await open(), sniffed !== undefined);
  if (kind === undefined) return undefined;
  return { type: kind === 'utf-8' ? type : `${type}; charset=${kind}` };
}

async function isMessage(open: OpenContent, head: Buffer): Promise<boolean> {
  if (!head.subarray(0, 8).equals(COMPOUND)) return false;
  // The list of its parts can be anywhere in it.
  return (await buffer(await open())).includes(MESSAGE_PART);
}

/** What of the allowed kinds without words in them it is. */
async function binaryType(
  open: OpenContent,
  head: Buffer,
  ending: string,
  sniffed = '',
): Promise<ContentKind> {
  if (!ENDINGS.test(ending) && !(ending in TEXT)) return NO_KIND;
  const type = BINARY[sniffed];
  if (type !== undefined && (type !== 'image/gif' || isGif(head))) return { type };
  if (isPdf(head)) return { type: 'application/pdf' };
  if (ending === '.eml' && isMail(head)) return { type: 'message/rfc822' };
  if (ending === '.msg' && (await isMessage(open, head))) return { type: 'application/vnd.ms-outlook' };
  return NO_KIND;
}

/**
 * What a stored content is by what it holds. The name decides only which kind of text it is, and must not promise
 * something else than is allowed.
 *
 * @param open opens the content, or a part of it, anew each time.
 */
export async function contentType(open: OpenContent, sizeBytes: number, name: string): Promise<ContentKind> {
  const ending = endingOf(name);
  const head = await readHead(open, sizeBytes);
  if (ARCHIVES.has(head.toString('hex', 0, 4))) return zipType(open, sizeBytes, ending);
  if (MACRO_ENDINGS.test(ending)) return { refused: 'macros' };
  const { fileTypeFromBuffer } = await import('file-type');
  const sniffed = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime;
  return (await textType(open, ending, sniffed)) ?? binaryType(open, head, ending, sniffed);
}
