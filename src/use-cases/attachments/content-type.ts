import type { Readable } from 'node:stream';
import { fileTypeFromStream } from 'file-type';
import { endingOf } from './file-name.ts';

/** What is allowed beside text, by the content. */
const BINARY: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]);
const TEXT: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.log': 'text/plain',
  '.csv': 'text/csv',
};
/** Endings that computers open as what the content is. */
const ENDINGS = /^(\.(pdf|png|jpe?g|gif|webp|zip|docx|xlsx))?$/;
/** How a browser recognises a page, whatever it is called. */
const MARKUP =
  /^\s*<(!doctype|!--|\?xml|\/?(html|head|body|script|iframe|svg|style|title|table|div|font|meta|link|img|h1|br|p|a|b)[\s/>])/i;

/** The types of images that are shown in the page. */
export const IMAGE_TYPES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** True for UTF-8 text without characters that no text has, and that no browser takes for a page. */
async function isPlainText(content: Readable): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      if (text.includes('\0') || (first && MARKUP.test(text))) return false;
      first = false;
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  } finally {
    content.destroy();
  }
}

async function sniff(content: Readable): Promise<string | undefined> {
  try {
    return (await fileTypeFromStream(content))?.mime;
  } finally {
    content.destroy();
  }
}

/**
 * The type of a stored content by what it holds; undefined for what may not be attached. The name decides only which
 * kind of text it is, and must not promise something else than is allowed.
 *
 * @param open opens the content anew.
 */
export async function contentType(open: () => Promise<Readable>, name: string): Promise<string | undefined> {
  const ending = endingOf(name);
  const sniffed = await sniff(await open());
  // A ZIP of any folder with a manifest is taken for a Java program; as a ZIP it is opened as one.
  const found = sniffed === 'application/java-archive' && ending === '.zip' ? 'application/zip' : sniffed;
  if (found !== undefined && BINARY.has(found)) {
    return ENDINGS.test(ending) || ending in TEXT ? found : undefined;
  }
  const text = TEXT[ending];
  return text !== undefined && (await isPlainText(await open())) ? text : undefined;
}
