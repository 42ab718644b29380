import { inflateSync } from 'node:zlib';

/** A document as its file says it. */
export interface ReadPdf {
  readonly pages: number;
  /** What is written in it, in the order in which it was drawn; without the spaces, which are left free. */
  readonly text: string;
  readonly fonts: readonly string[];
  readonly pictures: number;
}

/** The objects of a file that packs none of them into streams, by number: the dictionary, and what its stream unpacks to. */
function objectsOf(bytes: Buffer): Map<string, { dictionary: string; stream: string }> {
  const file = bytes.toString('latin1');
  const objects = new Map<string, { dictionary: string; stream: string }>();
  for (const [, number = '', body = ''] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj/gs)) {
    const [, dictionary = body, raw = ''] = /^(.*?)\nstream\n(.*)\nendstream$/s.exec(body) ?? [];
    const packed = Buffer.from(raw, 'latin1');
    const isPacked = dictionary.includes('/Filter /FlateDecode') && !dictionary.includes('/Subtype /Image');
    objects.set(number, { dictionary, stream: isPacked ? inflateSync(packed).toString('latin1') : raw });
  }
  return objects;
}

const unhex = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');

/** What a font's glyphs mean, by their number. */
function meaningsOf(cmap: string): Map<number, string> {
  const meanings = new Map<number, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<(\w{4})> <\w{4}> \[(.*?)\]/gs)) {
    for (const [index, [, hex = '']] of [...list.matchAll(/<([\w ]*)>/g)].entries())
      meanings.set(Number.parseInt(from, 16) + index, unhex(hex.replaceAll(' ', '')));
  }
  return meanings;
}

/** Reads a PDF as pdfkit writes it. */
export function readPdf(bytes: Buffer): ReadPdf {
  const objects = objectsOf(bytes);
  const all = [...objects.values()];
  const cmaps = new Map<string, Map<number, string>>();
  const fonts = new Set<string>();
  for (const { dictionary } of all) {
    for (const [, name = '', number = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(number)?.dictionary ?? '';
      fonts.add(/\/BaseFont \/[A-Z]+\+([\w-]+)/.exec(font)?.[1] ?? '');
      const told = objects.get(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? '')?.stream;
      if (told !== undefined) cmaps.set(name, meaningsOf(told));
    }
  }
  let text = '';
  for (const { stream } of all.filter((one) => /\bBT\b/.test(one.stream))) {
    let meanings = new Map<number, string>();
    for (const [, font, glyphs] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[(<.*?)\] TJ/g)) {
      if (font !== undefined) meanings = cmaps.get(font) ?? meanings;
      for (const [, hex = ''] of (glyphs ?? '').matchAll(/<(\w+)>/g))
        for (const glyph of hex.match(/.{4}/g) ?? []) text += meanings.get(Number.parseInt(glyph, 16)) ?? '';
    }
    text += '\n';
  }
  const pages = all.filter(({ dictionary }) => /\/Type \/Page\b(?!s)/.test(dictionary)).length;
  const pictures = all.filter(({ dictionary }) => dictionary.includes('/Subtype /Image')).length;
  return { pages, text, fonts: [...fonts], pictures };
}
