import { promisify } from 'node:util';
import yauzl from 'yauzl';

/** A cell as the file has it. */
export interface ReadCell {
  readonly value: string | number;
  /** Of the number format; empty for a text or a plain number. */
  readonly format: string;
}

/** A sheet as a program reads it. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly (readonly (ReadCell | undefined)[])[];
  readonly xml: string;
}

const fromBuffer = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer.bind(yauzl));

/** The files of an archive; yauzl checks sizes, and here the checksum of each counts, too. */
export async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true });
  const files = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: yauzl.Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        const chunks: Buffer[] = [];
        stream.on('error', reject);
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          files.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
          zip.readEntry();
        });
      });
    });
    zip.readEntry();
  });
  return files;
}

/** What XML 1.0 allows in a document. */
// oxlint-disable-next-line no-control-regex -- these are what may not be there
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** Reads element after element, and refuses what is not well-formed. */
function requireWellFormed(name: string, xml: string): void {
  if (ILLEGAL.test(xml)) throw new Error(`${name} has a sign that XML does not know`);
  const open: string[] = [];
  const body = xml.replace(/^<\?xml[^>]*\?>\s*/, '');
  for (const [, close, tag = '', attributes = '', empty] of body.matchAll(/<(\/?)([\w:]+)([^<>]*?)(\/?)>/g)) {
    if (/&(?!(amp|lt|gt|quot);)/.test(attributes)) throw new Error(`${name}: a bare & in ${tag}`);
    if (close === '/' && open.pop() !== tag) throw new Error(`${name}: ${tag} was not open`);
    if (close === '' && empty === '') open.push(tag);
  }
  if (open.length > 0) throw new Error(`${name}: ${open.join(', ')} stays open`);
  const texts = body.replaceAll(/<\/?[\w:]+[^<>]*>/g, '');
  if (/[<>]|&(?!(amp|lt|gt|quot);)/.test(texts)) throw new Error(`${name}: markup in a text`);
}

const textOf = (xml: string): string =>
  xml
    .replaceAll(/&(\w+);/g, (_whole, entity: string) => ENTITIES[entity] ?? '')
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    );

const indexOf = (column: string): number =>
  Array.from(column).reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 0) - 64, 0) - 1;

function formatsIn(styles: string): string[] {
  const own = new Map(
    [...styles.matchAll(/numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [id, code]),
  );
  const looks = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '';
  return [...looks.matchAll(/<xf numFmtId="(\d+)"/g)].map(
    ([, id = '']) => own.get(id) ?? (id === '9' ? '0%' : ''),
  );
}

function sheetOf(name: string, xml: string, formats: readonly string[]): ReadSheet {
  const rows = [...xml.matchAll(/<row r="(\d+)">(.*?)<\/row>/gs)].map(([, number, inner = ''], index) => {
    if (Number(number) !== index + 1)
      throw new Error(`${name}: row ${number} stands in the place of ${index + 1}`);
    const cells: (ReadCell | undefined)[] = [];
    for (const [, column = '', row, style = '0', type, content = ''] of inner.matchAll(
      /<c r="([A-Z]+)(\d+)"(?: s="(\d+)")?(?: t="(\w+)")?>(.*?)<\/c>/gs,
    )) {
      if (row !== number) throw new Error(`${name}: a cell of row ${row} stands in ${number}`);
      const format = formats[Number(style)] ?? '';
      const text = /<is><t[^>]*>(.*?)<\/t><\/is>/s.exec(content)?.[1];
      const value = type === 'inlineStr' ? textOf(text ?? '') : Number(/<v>(.*?)<\/v>/.exec(content)?.[1]);
      cells[indexOf(column)] = { value, format };
    }
    return cells;
  });
  return { name, rows, xml };
}

/**
 * Reads a workbook as strictly as any program might, by its own words alone: what is named has to be there.
 *
 * @throws Error for what is no whole, well-formed workbook.
 */
export async function readXlsx(bytes: Buffer): Promise<ReadSheet[]> {
  const files = await unzip(bytes);
  for (const [name, xml] of files) requireWellFormed(name, xml);
  const file = (name: string): string => {
    const found = files.get(name);
    if (found === undefined) throw new Error(`${name} is not there`);
    return found;
  };
  const types = file('[Content_Types].xml');
  file('_rels/.rels');
  const formats = formatsIn(file('xl/styles.xml'));
  const targets = new Map(
    [...file('xl/_rels/workbook.xml.rels').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g)].map(
      ([, id, target]) => [id, target],
    ),
  );
  return [...file('xl/workbook.xml').matchAll(/<sheet name="([^"]*)" sheetId="\d+" r:id="(\w+)"\/>/g)].map(
    ([, name = '', id]) => {
      const path = `xl/${targets.get(id)}`;
      if (!types.includes(`PartName="/${path}"`)) throw new Error(`${path} has no type`);
      return sheetOf(textOf(name), file(path), formats);
    },
  );
}

/** The values of a sheet's cells. */
export const cellsOf = ({ rows }: ReadSheet): (string | number | undefined)[][] =>
  rows.map((row) => Array.from(row, (cell) => cell?.value));
