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
/** Where documents keep their programs. */
const MACRO_PARTS = /^(word|xl|ppt)\/(vbaProject\.bin|macrosheets\/)/i;
const OPEN_DOCUMENT_MACROS = /^(Basic|Scripts)\/./;

/** What an archive is: a document with its type, one with macros in it, just an archive, or one without its list. */
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

/** The entries, by name; those beyond the most are left out. */
function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileNameRaw.toString(), entry);
      if (entries.size >= ENTRIES) resolve(entries);
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

/** The text of a small entry; empty where there is none, or it cannot be read. */
async function textOf(zip: ZipFile, entry: Entry | undefined): Promise<string> {
  if (entry === undefined || entry.uncompressedSize > ENTRY_BYTES) return '';
  try {
    const open = promisify<Entry, Readable>((one, done) => zip.openReadStream(one, done));
    return await text(await open(entry));
  } catch {
    return '';
  }
}

async function classify(zip: ZipFile): Promise<ZipKind> {
  const entries = await entriesOf(zip);
  const names = [...entries.keys()];
  const types = await textOf(zip, entries.get('[Content_Types].xml'));
  if (entries.has('[Content_Types].xml')) {
    if (/macroEnabled/i.test(types) || names.some((name) => MACRO_PARTS.test(name))) return 'macros';
    const found = MAIN_PARTS.find(([part]) => part.test(types));
    if (found !== undefined) return { document: found[1] };
  }
  const mimetype = (await textOf(zip, entries.get('mimetype'))).trim();
  if (!OPEN_DOCUMENT.test(mimetype)) return 'archive';
  return names.some((name) => OPEN_DOCUMENT_MACROS.test(name)) ? 'macros' : { document: mimetype };
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
