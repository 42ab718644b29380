import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { contentType, type ContentKind } from '../../../src/use-cases/attachments/content-type.ts';
import { zip } from '../../support/files.ts';

const samples = join(import.meta.dirname, '..', '..', 'files');

function kindOf(content: Buffer, name: string): Promise<ContentKind> {
  const open = (range?: { start: number; end: number }) =>
    Promise.resolve(
      Readable.from([range === undefined ? content : content.subarray(range.start, range.end + 1)]),
    );
  return contentType(open, content.length, name);
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const DOCX = `${OPEN_XML}.wordprocessingml.document`;
const ODT = 'application/vnd.oasis.opendocument.text';

function office(kind: string, parts: Record<string, string> = {}): Buffer {
  return zip({
    '[Content_Types].xml': `<Types><Override ContentType="${kind}.main+xml"/></Types>`,
    ...parts,
  });
}

describe('the kind of a file', () => {
  const RIGHT: Readonly<Record<string, string>> = {
    'image.jfif': 'image/jpeg',
    'photo.jpe': 'image/jpeg',
    'animated screenshot.png': 'image/png',
    'IMG_0001.HEIC': 'image/heic',
    'utf16.log': 'text/plain; charset=utf-16le',
    'msinfo.txt': 'text/plain; charset=utf-16le',
    'excel-ansi.csv': 'text/csv; charset=unknown-8bit',
    'ipconfig-oem.txt': 'text/plain; charset=unknown-8bit',
    'crash.log': 'text/plain',
    'eventlog.log': 'text/plain',
    'bm.txt': 'text/plain',
    'pdf-bom.pdf': 'application/pdf',
    'pdf-newline.pdf': 'application/pdf',
    'pdf-junk.pdf': 'application/pdf',
    'pdf-ai.pdf': 'application/pdf',
    'logs-streamed.zip': 'application/zip',
    'jar-like.zip': 'application/zip',
    'password.zip': 'application/zip',
    'unpacked-docx.zip': 'application/zip',
    'streamed.docx': DOCX,
    'types-last-streamed.docx': DOCX,
    'stored-streamed.docx': DOCX,
    'mail.eml': 'message/rfc822',
  };
  for (const [name, type] of Object.entries(RIGHT)) {
    it(`of ${name} is ${type}`, async () => {
      expect(await kindOf(await readFile(join(samples, name)), name)).to.deep.equal({ type });
    });
  }

  const message = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(100_000),
    Buffer.from('__substg1.0_0037001F', 'utf16le'),
  ]);
  const MADE: readonly (readonly [name: string, content: string | Buffer, type: string])[] = [
    ['gif.txt', 'GIF89a is a format of pictures.\n', 'text/plain'],
    ['pdf.log', '%PDF-1.4 is how such files begin.\n', 'text/plain'],
    ['mz.csv', 'MZ;1;2\n', 'text/csv'],
    ['bm.log', Buffer.from('BMW fährt über die Brücke\n', 'latin1'), 'text/plain; charset=unknown-8bit'],
    ['kyrillisch.txt', Buffer.from('CFF0E8E2E5F2', 'hex'), 'text/plain; charset=unknown-8bit'],
    ['big-endian.txt', Buffer.from('\uFEFFWords', 'utf16le').swap16(), 'text/plain; charset=utf-16be'],
    ['no-mark.log', Buffer.from('Event 7031: stopped', 'utf16le'), 'text/plain; charset=utf-16le'],
    ['cyrillic.txt', Buffer.from('Принтер не работает.\r\n', 'utf16le'), 'text/plain; charset=utf-16le'],
    ['accents.txt', Buffer.from('Über œuvre – naïve – ő', 'utf16le'), 'text/plain; charset=utf-16le'],
    ['japanese.log', Buffer.from('昨日から\u3000動きません。\n', 'utf16le'), 'text/plain; charset=utf-16le'],
    ['big.txt', Buffer.from('Не работает', 'utf16le').swap16(), 'text/plain; charset=utf-16be'],
    ['scanner.log', '\x02ID=4711\x03\r\n\x02WEIGHT=12.5\x03\r\n\x06', 'text/plain'],
    [
      'scale.log',
      Buffer.from('\x02Gerät=4\x03\r\n\x02Größe=12\x03', 'latin1'),
      'text/plain; charset=unknown-8bit',
    ],
    ['pk.txt', 'PK\x03\x04 is how archives begin, says the manual.\n', 'text/plain'],
    ['pk.zip', 'PK\x03\x04 is how archives begin, says the manual.\n', 'application/zip'],
    ['one-nul.log', 'a line\0 with one\n', 'text/plain'],
    ['colours.log', '\x1b[31mred\x1b[0m\n', 'text/plain'],
    ['iis.log', '<?xml version="1.0"?>\n<!-- events -->\n<Events><p1/></Events>', 'text/plain'],
    [
      'slides.pptx',
      office(`${OPEN_XML}.presentationml.presentation`),
      `${OPEN_XML}.presentationml.presentation`,
    ],
    ['letter.odt', zip({ mimetype: ODT, 'content.xml': '<x/>' }), ODT],
    ['packed.zip', zip({ mimetype: ODT, 'content.xml': '<x/>' }), 'application/zip'],
    ['app.zip', zip({ 'AndroidManifest.xml': 'x', 'classes.dex': 'y' }), 'application/zip'],
    ['drawing.zip', zip({ 'visio/document.xml': '<x/>' }), 'application/zip'],
    ['marked.eml', '\uFEFFFrom: a@alphalab.example\n\nWords', 'message/rfc822'],
    ['unknown.eml', 'X-Scanner: 7\r\nX-Queue: main\r\n\r\nWords', 'message/rfc822'],
    ['only-header.eml', 'Content-Type: text/plain\n', 'message/rfc822'],
    ['mail.msg', message, 'application/vnd.ms-outlook'],
    ['film.mp4', Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08free', 'latin1'), 'video/mp4'],
  ];
  for (const [name, content, type] of MADE) {
    it(`of ${name} is ${type}`, async () => {
      expect(await kindOf(Buffer.from(content as string), name)).to.deep.equal({ type });
    });
  }

  it('is none of those allowed where words only begin like one', async () => {
    for (const name of ['words.gif', 'words', 'words.png']) {
      const words = Buffer.from('GIF89a is a format of pictures.\n');
      expect(await kindOf(words, name), name).to.deep.equal({ refused: 'kind' });
    }
    const others: [string, Buffer][] = [
      ['archive.exe', zip({ 'a.txt': 'x' })],
      ['zeros.log', Buffer.alloc(100)],
      [
        'elf.log',
        Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(9), Buffer.from([2, 0, 62, 0, 1])]),
      ],
      ['numbers.csv', Buffer.from(Uint16Array.from({ length: 200 }, (_, at) => (at * 7919) % 65_536).buffer)],
      ['framed.log', Buffer.from('\x01\x02\x03a'.repeat(20))],
      ['page.txt', Buffer.from('<html>п</html>', 'utf16le')],
      ['words.eml', Buffer.from('No header: this is\nno message.\n')],
      ['words.msg', Buffer.from('__substg1.0_', 'utf16le')],
      ['book.msg', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000)])],
    ];
    for (const [name, content] of others)
      expect(await kindOf(content, name), name).to.deep.equal({ refused: 'kind' });
    for (const name of ['words.docm', 'words.xlsb']) {
      expect(await kindOf(Buffer.from('words'), name), name).to.deep.equal({ refused: 'macros' });
    }
  });

  it('is that of a document with macros, whatever it is called', async () => {
    const macro = await readFile(join(samples, 'macro.docm'));
    const documents: [string, Buffer][] = [
      ['macro.docm', macro],
      ['renamed.docx', macro],
      ['renamed.zip', macro],
      ['book.xlsm', office('application/vnd.ms-excel.sheet.macroEnabled')],
      ['book.xlsx', office(`${OPEN_XML}.spreadsheetml.sheet`, { 'xl/vbaProject.bin': 'x' })],
      ['old-macros.xlsx', office(`${OPEN_XML}.spreadsheetml.sheet`, { 'xl/macrosheets/sheet1.xml': 'x' })],
      ['slides.pptm', office(`${OPEN_XML}.presentationml.presentation`)],
      ['letter.odt', zip({ mimetype: ODT, 'Basic/Standard/Module1.xml': 'x' })],
      ['letter.ods', zip({ mimetype: ODT, './Basic/Standard/Module1.xml': 'x' })],
    ];
    const hidden = [
      '/word/vbaProject.bin',
      'word\\vbaProject.bin',
      'word/./vbaProject.bin',
      'x/VBAproject.bin',
      'word//vbaProject.bin',
    ];
    for (const name of hidden)
      documents.push([`${name.replaceAll(/\W/g, '-')}.docx`, office(DOCX, { [name]: 'x' })]);
    const declared = [
      'application/vnd.ms-office.vbaProject',
      'application/vnd.ms-office.vba&#80;roject',
      'application/vnd.ms-office.&#x76;baProject',
      'application/vnd.ms-excel.macrosheet+xml',
    ];
    for (const [index, type] of declared.entries()) {
      const types = `<Types><Override ContentType="${DOCX}.main+xml"/><Override PartName="/word/other.bin" ContentType='${type}'/></Types>`;
      documents.push([
        `declared-${index}.docx`,
        zip({ '[Content_Types].xml': types, 'word/other.bin': 'x' }),
      ]);
      documents.push([`case-${index}.docx`, zip({ '/[content_types].XML': types, 'word/other.bin': 'x' })]);
    }
    for (const [name, content] of documents) {
      expect(await kindOf(content, name), name).to.deep.equal({ refused: 'macros' });
    }
  });

  it('is unreadable of a document that has more in it than is looked at, and an archive’s by another name', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`word/m/${index}.xml`, 'x']));
    const program = { 'word/vbaProject.bin': 'x' };
    const types = { '[Content_Types].xml': `<Types><Override ContentType="${DOCX}.main+xml"/></Types>` };
    const long = `<Types>${' '.repeat(1_000_000)}<Override ContentType="${DOCX}.main+xml"/></Types>`;
    const documents: [string, Buffer][] = [
      ['late.docx', zip({ ...types, ...many, ...program })],
      ['last.xlsx', zip({ ...many, ...types, ...program })],
      ['late.odt', zip({ mimetype: ODT, ...many, 'Basic/Standard/Module1.xml': 'x' })],
      ['long.docx', zip({ '[Content_Types].xml': long })],
      ['twice.docx', zip({ ...types, './[Content_Types].xml': '<Types/>' })],
      ['broken.docx', Buffer.from('PK\x03\x04 is how archives begin.')],
    ];
    for (const [name, content] of documents) {
      expect(await kindOf(content, name), name).to.deep.equal({ refused: 'unreadable' });
    }
    for (const [name, content] of [documents[0], ...documents.slice(3)].filter((one) => one !== undefined))
      expect(await kindOf(content, 'pictures.zip'), name).to.deep.equal({ type: 'application/zip' });
    const most = zip({ ...types, ...Object.fromEntries(Object.entries(many).slice(1)) });
    expect(await kindOf(most, 'most.docx')).to.deep.equal({ type: DOCX });
  });

  it('is that of a document whose list of types is UTF-16', async () => {
    const list = (type: string) =>
      Buffer.from(`\uFEFF<Types><Override ContentType="${type}"/></Types>`, 'utf16le').toString('latin1');
    // The list is written as UTF-8, which leaves what counts as it is.
    const packed = (type: string) => zip({ '[Content_Types].xml': list(type) });
    expect(await kindOf(packed(`${DOCX}.main+xml`), 'wide.docx')).to.deep.equal({ type: DOCX });
    const program = 'application/vnd.ms-word.document.macroEnabled.main+xml';
    expect(await kindOf(packed(program), 'wide.docx')).to.deep.equal({ refused: 'macros' });
  });
});
