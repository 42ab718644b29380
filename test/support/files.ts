import { crc32 } from 'node:zlib';

/** The beginning of a file of each kind, enough to be one for whoever looks. */
const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

/** An archive of these files, uncompressed. */
export function zip(files: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const entry = Buffer.concat([bytes('PK', [3, 4]), common, Buffer.from(name), content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([bytes('PK', [1, 2], [20, 0]), common, tail, Buffer.from(name)]));
    local.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, bytes('PK', [5, 6]), end]);
}

function office(part: string, kind: string): Buffer {
  const type = `application/vnd.openxmlformats-officedocument.${kind}.main+xml`;
  return zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types><Override PartName="/${part}" ContentType="${type}"/></Types>`,
    [part]: '<x/>',
  });
}

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Content by a name that suits it, for every kind that may be attached. */
export const allowedFiles: Readonly<Record<string, Buffer>> = {
  'manual.pdf': bytes('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'),
  'screen.png': png,
  'photo.jpg': bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]),
  'fun.gif': bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0, 0x3b]),
  'small.webp': bytes(
    'RIFF',
    [26, 0, 0, 0],
    'WEBPVP8L',
    [13, 0, 0, 0, 0x2f, 0, 0, 0, 0x10, 7, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 7, 0],
  ),
  'note.txt': Buffer.from('Grüße, 你好 👋\n'),
  'server.log': Buffer.from('BM 12:00 <b>warning</b> disk full\n'),
  'list.csv': Buffer.from('\uFEFFname,size\n=1+1,2\n'),
  'letter.docx': office('word/document.xml', 'wordprocessingml.document'),
  'table.xlsx': office('xl/workbook.xml', 'spreadsheetml.sheet'),
  'both.zip': zip({ 'a.txt': 'a', 'b.txt': 'b' }),
};
