import type { Readable } from 'node:stream';

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

/** In which way a content is text: its charset where it shows, or text in some older one, told by no mark. */
export type TextKind = 'utf-8' | 'utf-16le' | 'utf-16be' | 'unknown-8bit';

/** What was counted of the bytes. */
interface Counts {
  total: number;
  /** Zeroed blocks are what a crash leaves in a log. */
  nul: number;
  /** Characters that no text has. */
  control: number;
  /** Beyond ASCII. */
  high: number;
}

/** Tab, line breaks, bell, backspace, escape and the end mark of old systems are in logs. */
const CONTROLS = new Set([7, 8, 9, 10, 11, 12, 13, 26, 27]);

function count(chunk: Buffer, counts: Counts): void {
  counts.total += chunk.length;
  for (const byte of chunk) {
    if (byte >= 128) counts.high += 1;
    else if (byte === 0) counts.nul += 1;
    else if (byte === 127 || (byte < 32 && !CONTROLS.has(byte))) counts.control += 1;
  }
}

/** UTF-16 by its mark, or by every other byte of what is mostly ASCII. */
function wideKind(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.floor(Math.min(head.length, 4000) / 2);
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (pairs >= 4 && odd > pairs * 0.7 && even === 0) return 'utf-16le';
  return pairs >= 4 && even > pairs * 0.7 && odd === 0 ? 'utf-16be' : undefined;
}

/** Decodes all of it; undefined where it is not what it should be. */
function decoderOf(charset: 'utf-8' | 'utf-16le' | 'utf-16be'): (chunk?: Buffer) => string | undefined {
  const decoder = new TextDecoder(charset, { fatal: true });
  let broken = false;
  return (chunk) => {
    try {
      if (!broken) return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      broken = true;
    }
    return undefined;
  };
}

/** True where no character is one that text never has. */
function isWords(text: string): boolean {
  return !Array.from(text).some((one) => {
    const code = one.charCodeAt(0);
    return code > 0 && code < 32 && !CONTROLS.has(code);
  });
}

function isMarkup(head: string): boolean {
  const text = head.replace(/^\uFEFF/, '');
  if (MARKUP.test(text)) return true;
  const root = text.replace(PROLOGUE, '');
  return root !== text && (MARKUP.test(root) || MARKUP_NAMES.test(root));
}

/** What kind of text these bytes are; `looksBinary`: they begin like something else that is known. */
function kindOf(counts: Counts, isUtf8: boolean, looksBinary: boolean): TextKind | undefined {
  const { total, nul, control, high } = counts;
  if (control > 0 || nul === total) return undefined;
  if (isUtf8) return nul > 0 && looksBinary ? undefined : 'utf-8';
  // Bytes beyond ASCII beside zeroed ones are numbers rather than words.
  if (nul > 0 && high > (total - nul) * FEW) return undefined;
  return looksBinary && (nul > 0 || high > total * FEW) ? undefined : 'unknown-8bit';
}

/**
 * In which way a content is plain text; undefined for what is none, and for what a browser takes for a page.
 *
 * @param looksBinary it begins like another known kind of file, which words can do by chance.
 */
export async function textKind(content: Readable, looksBinary: boolean): Promise<TextKind | undefined> {
  const counts: Counts = { total: 0, nul: 0, control: 0, high: 0 };
  let wide: ReturnType<typeof wideKind>;
  let decode: ReturnType<typeof decoderOf> | undefined;
  let text: string | undefined = '';
  let head = '';
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      if (decode === undefined) {
        wide = wideKind(chunk);
        decode = decoderOf(wide ?? 'utf-8');
      }
      count(chunk, counts);
      text = decode(chunk);
      if (head.length < HEAD) head += text ?? chunk.toString('latin1');
    }
  } finally {
    content.destroy();
  }
  const isWhole = text !== undefined && decode?.() !== undefined;
  if (isMarkup(head)) return undefined;
  if (wide !== undefined) return isWhole && isWords(head) ? wide : undefined;
  return kindOf(counts, isWhole, looksBinary);
}
