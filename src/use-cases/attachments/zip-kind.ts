import { PassThrough, pipeline, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import yauzl, { RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import type { ByteRange } from '../../storage/storage.ts';

/** Most entries that are looked at, and most bytes of one that is read. */
const ENTRIES = 5000;
const ENTRY_BYTES = 1_000_000;
const OPEN_XML = 'application/vnd.openxmlformats-officedocument.';
/** The main part of a document by what its package says, and the kind that makes it. */
const MAIN_PARTS: readonly (readonly [part: RegExp, kind: string])[] = [
  [/wordprocessingml\.document\.main\+xml/, `${OPEN_XML}wordprocessingml.document`],
  [/spreadsheetml\.sheet\.main\+xml/, `${OPEN_XML}spreadsheetml.sheet`],
  [/presentationml\.presentation\.main\+xml/, `${OPEN_XML}presentationml.presentation`],
];
const OPEN_DOCUMENT = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet)$/;
/** Where a package says what its parts are, in any letter case. */
const PART_TYPES = '[content_types].xml';
const PART_TYPE = /\bContentType\s*=\s*("[^"]*"|'[^']*')/gi;
/** Where documents keep their programs, and as what packages declare them, wherever they are. */
const MACRO_PARTS = /(^|\/)vbaProject\.bin$|^(word|xl|ppt)\/macrosheets\//i;
const MACRO_TYPES = /macro|vba/i;
const OPEN_DOCUMENT_MACROS = /^(Basic|Scripts)\/./;

/**
 * What an archive is: a document with its type, one with macros in it, just an archive, or one that does not say whether it is
 * any of these: its list is broken or longer than is looked at, or its parts' types cannot be read.
 */
export type ZipKind = { readonly document: string } | 'macros' | 'archive' | 'unreadable';

/** Opens the content, or a part of it. */
export type OpenContent = (range?: ByteRange) => Promise<Readable>;

/** Reads an archive where it is stored, part by part. */
class StoredReader extends RandomAccessReader {
  readonly #open: OpenContent;

  constructor(open: OpenContent) {
    super();
    this.#open = open;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const part = new PassThrough();
    // yauzl's end is the first byte that it does not want.
    this.#open({ start, end: end - 1 }).then(
      (content) => pipeline(content, part, () => undefined),
      (error: unknown) => part.destroy(error as Error),
    );
    return part;
  }
}

const openZip = promisify<RandomAccessReader, number, yauzl.Options, ZipFile>((reader, size, options, done) =>
  yauzl.fromRandomAccessReader(reader, size, options, done),
);

interface Listed {
  readonly name: string;
  readonly entry: Entry;
}

/** A name as programs that are lenient with paths understand it. */
function plainName(raw: string): string {
  const [name = ''] = raw.replaceAll('\\', '/').split('\0');
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return parts.join('/') + (name.endsWith('/') ? '/' : '');
}

/** The entries, with those beyond the most left out, and whether these are all. */
function entriesOf(zip: ZipFile): Promise<{ readonly entries: Listed[]; readonly isWhole: boolean }> {
  const entries: Listed[] = [];
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve({ entries, isWhole: true }));
    zip.on('entry', (entry: Entry) => {
      if (entries.length >= ENTRIES) return resolve({ entries, isWhole: false });
      entries.push({ name: plainName(entry.fileNameRaw.toString()), entry });
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** The text of a small entry; undefined where it is none, or cannot be read. */
async function textOf(zip: ZipFile, { entry }: Listed): Promise<string | undefined> {
  if (entry.uncompressedSize > ENTRY_BYTES) return undefined;
  try {
    const open = promisify<Entry, Readable>((one, done) => zip.openReadStream(one, done));
    return await text(await open(entry));
  } catch {
    return undefined;
  }
}

/** The types in a list of them, which may be UTF-16 and have letters by their numbers. */
function partTypes(list: string): string {
  const letters = list
    .replaceAll('\0', '')
    .replaceAll(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
    });
  return [...letters.matchAll(PART_TYPE)].map(([, type]) => type).join('\n');
}

/** The kind of a package by its own lists of types, of which there is one if nobody made it up. */
async function packageKind(
  zip: ZipFile,
  lists: readonly Listed[],
  names: readonly string[],
): Promise<ZipKind | undefined> {
  if (names.some((name) => MACRO_PARTS.test(name))) return 'macros';
  const [list, ...others] = lists;
  const read = list === undefined || others.length > 0 ? undefined : await textOf(zip, list);
  if (read === undefined) return 'unreadable';
  const types = partTypes(read);
  if (MACRO_TYPES.test(types)) return 'macros';
  const found = MAIN_PARTS.find(([part]) => part.test(types));
  return found === undefined ? undefined : { document: found[1] };
}

async function openDocumentKind(zip: ZipFile, entries: readonly Listed[]): Promise<ZipKind> {
  const said = entries.find(({ name }) => name === 'mimetype');
  const mimetype = said === undefined ? '' : ((await textOf(zip, said)) ?? '').trim();
  if (!OPEN_DOCUMENT.test(mimetype)) return 'archive';
  return entries.some(({ name }) => OPEN_DOCUMENT_MACROS.test(name)) ? 'macros' : { document: mimetype };
}

async function classify(zip: ZipFile): Promise<ZipKind> {
  const { entries, isWhole } = await entriesOf(zip);
  const lists = entries.filter(({ name }) => name.toLowerCase() === PART_TYPES);
  const names = entries.map(({ name }) => name);
  const ofPackage = lists.length > 0 ? await packageKind(zip, lists, names) : undefined;
  const kind = ofPackage ?? (await openDocumentKind(zip, entries));
  return isWhole || kind === 'macros' ? kind : 'unreadable';
}

/** What a ZIP archive is, by its own list of contents. */
export async function zipKind(open: OpenContent, sizeBytes: number): Promise<ZipKind> {
  const reader = new StoredReader(open);
  let zip: ZipFile | undefined;
  try {
    zip = await openZip(reader, sizeBytes, { lazyEntries: true, autoClose: false, decodeStrings: false });
    return await classify(zip);
  } catch {
    return 'unreadable';
  } finally {
    zip?.close();
  }
}
