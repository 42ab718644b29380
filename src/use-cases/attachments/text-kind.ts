import type { Readable } from 'node:stream';
import { decoderOf, isWords, LOG_CONTROLS, wideKind, type WideKind } from './wide-text.ts';

/** How a browser recognises a page, whatever it is called. */
const MARKUP =
  /^\s*<(!doctype|!--|\/?(html|head|body|script|iframe|svg|style|title|table|div|font|meta|link|img|h1|br|p|a|b)[\s/>])/i;
/** What a page or a drawing says of itself behind an XML declaration. */
const MARKUP_NAMES = /www\.w3\.org\/(1999\/xhtml|2000\/svg)/i;
/** What may come before the first element of an XML document. */
const PROLOGUE = /^\s*<\?xml[^>]*\?>(\s|<!--[^]*?-->)*/i;
/** Looked at for what the text is, in characters. */
const HEAD = 65_536;
/** The share of bytes beyond ASCII up to which something that begins like a program is a text all the same. */
const FEW = 0.3;

/** The share of other control characters up to which it is what devices wrote, which frame their lines by them. */
const FRAMED = 0.25;

/** In which way a content is text: its charset where it shows, or text in some older one, told by no mark. */
export type TextKind = 'utf-8' | WideKind | 'unknown-8bit';

/** What was counted of the bytes. */
interface Counts {
  total: number;
  /** Zeroed blocks are what a crash leaves in a log. */
  nul: number;
  /** Characters that words do not have. */
  control: number;
  /** Beyond ASCII. */
  high: number;
}

function count(chunk: Buffer, counts: Counts): void {
  counts.total += chunk.length;
  for (const byte of chunk) {
    if (byte >= 128) counts.high += 1;
    else if (byte === 0) counts.nul += 1;
    else if (byte === 127 || (byte < 32 && !LOG_CONTROLS.has(byte))) counts.control += 1;
  }
}

function isMarkup(head: string): boolean {
  const text = head.replace(/^\uFEFF/, '');
  if (MARKUP.test(text)) return true;
  const root = text.replace(PROLOGUE, '');
  return root !== text && (MARKUP.test(root) || MARKUP_NAMES.test(root));
}

/** What kind of text of one byte a sign these are; `looksBinary`: they begin like something else that is known. */
function narrowKind(counts: Counts, isUtf8: boolean, looksBinary: boolean): TextKind | undefined {
  const { total, nul, control, high } = counts;
  if (nul === total || (control > 0 && (nul > 0 || control > total * FRAMED))) return undefined;
  if (isUtf8) return nul > 0 && looksBinary ? undefined : 'utf-8';
  // Bytes beyond ASCII beside zeroed or control ones are numbers rather than words.
  if ((nul > 0 || control > 0) && high > (total - nul) * FEW) return undefined;
  return looksBinary && (nul + control > 0 || high > total * FEW) ? undefined : 'unknown-8bit';
}

/** A content as text of one charset, decoded piece by piece. */
class Reading {
  readonly #decode: ReturnType<typeof decoderOf>;
  head = '';
  isWhole = true;

  constructor(charset: 'utf-8' | WideKind) {
    this.#decode = decoderOf(charset);
  }

  read(chunk?: Buffer): void {
    const text = this.#decode(chunk);
    this.isWhole = text !== undefined;
    if (this.head.length < HEAD) this.head += text ?? chunk?.toString('latin1') ?? '';
  }
}

/**
 * In which way a content is plain text; undefined for what is none, and for what a browser takes for a page.
 *
 * @param looksBinary it begins like another known kind of file, which words can do by chance.
 */
export async function textKind(content: Readable, looksBinary: boolean): Promise<TextKind | undefined> {
  const counts: Counts = { total: 0, nul: 0, control: 0, high: 0 };
  const narrow = new Reading('utf-8');
  let wide: { kind: WideKind; isSure: boolean; reading: Reading } | undefined;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      if (counts.total === 0) {
        const found = wideKind(chunk);
        if (found !== undefined) wide = { ...found, reading: new Reading(found.kind) };
      }
      count(chunk, counts);
      narrow.read(chunk);
      wide?.reading.read(chunk);
    }
  } finally {
    content.destroy();
  }
  narrow.read();
  wide?.reading.read();
  if (isMarkup(narrow.head) || isMarkup(wide?.reading.head ?? '')) return undefined;
  const isWide = wide?.reading.isWhole === true && isWords(wide.reading.head, { mayHaveNul: wide.isSure });
  if (wide?.isSure === true) return isWide ? wide.kind : undefined;
  return narrowKind(counts, narrow.isWhole, looksBinary) ?? (isWide && !looksBinary ? wide?.kind : undefined);
}
