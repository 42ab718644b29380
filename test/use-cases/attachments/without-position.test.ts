import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect } from 'chai';
import { LocalDirectory } from '../../../src/storage/local-directory.ts';
import { storage, useStorage } from '../../../src/storage/storage.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { withoutPosition } from '../../../src/use-cases/attachments/without-position.ts';
import { dataDir } from '../../support/database.ts';
import { png } from '../../support/files.ts';

const ORIENTATION = 0x0112;
const GPS = 0x8825;
const SECRET = 'ABCDEFGHIJKLMNOPQRSTUVWX';

/** EXIF that says how the picture is turned, who made it, and where. */
function tiff(little: boolean): Buffer {
  const bytes = Buffer.alloc(160);
  const write = (at: number, size: 2 | 4, value: number) =>
    little ? bytes.writeUIntLE(value, at, size) : bytes.writeUIntBE(value, at, size);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    write(at, 2, tag);
    write(at + 2, 2, type);
    write(at + 4, 4, count);
    write(type === 3 ? at + 8 : at + 8, type === 3 ? 2 : 4, value);
  };
  bytes.write(little ? 'II*\0' : 'MM\0*', 'latin1');
  write(4, 4, 8);
  write(8, 2, 2);
  entry(10, ORIENTATION, 3, 1, 6);
  entry(22, GPS, 4, 1, 60);
  write(60, 2, 2);
  entry(62, 1, 2, 2, 0x4e000000);
  entry(74, 2, 5, 3, 100);
  bytes.write(SECRET, 100, 'latin1');
  return bytes;
}

const XMP =
  '<x:xmpmeta><rdf:D exif:GPSLatitude="52,31.2N" tiff:Orientation="6"><exif:GPSLongitude>13,24.4E</exif:GPSLongitude></rdf:D></x:xmpmeta>';

function segment(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

const jpeg = (little: boolean) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(little)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${XMP}`, 'latin1')),
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  ]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const picture = Buffer.concat([
  png.subarray(0, 33),
  chunk('eXIf', tiff(false)),
  chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${XMP}`, 'latin1')),
  chunk('zTXt', Buffer.from('Raw profile type exif\0\0compressed', 'latin1')),
  png.subarray(33),
]);

function expectNoPosition(bytes: Buffer): void {
  for (const trace of [SECRET, 'GPSL', '52,31', '13,24'])
    expect(bytes.includes(trace), trace).to.equal(false);
}

describe('the place where a picture was taken', () => {
  for (const little of [true, false]) {
    it(`leaves a JPEG's EXIF and XMP ${little ? 'in one' : 'in the other'} byte order, and nothing else does`, () => {
      const before = jpeg(little);
      const after = withoutPosition(before, 'image/jpeg');
      expectNoPosition(after);
      expect(after).to.have.length(before.length);
      const at = after.indexOf(little ? 'II*' : 'MM\0*', 0, 'latin1');
      const orientation = after.subarray(at + 10, at + 22);
      expect(orientation).to.deep.equal(tiff(little).subarray(10, 22));
      expect(after.subarray(at + 60, at + 74).toString('hex')).to.equal(
        little ? '0100000001000400000002030000' : '0001000000010000000402030000',
      );
      expect(after.includes('tiff:Orientation="6"')).to.equal(true);
      expect(withoutPosition(after, 'image/jpeg')).to.deep.equal(after);
    });
  }

  it('leaves a PNG, whose check sums stay right', () => {
    const after = withoutPosition(picture, 'image/png');
    expectNoPosition(after);
    const types: string[] = [];
    for (let at = 8; at < after.length;) {
      const end = at + 12 + after.readUInt32BE(at);
      expect(after.readUInt32BE(end - 4)).to.equal(crc32(after.subarray(at + 4, end - 4)));
      types.push(after.toString('latin1', at + 4, at + 8));
      at = end;
    }
    expect(types).to.deep.equal(['IHDR', 'eXIf', 'iTXt', 'IDAT', 'IEND']);
  });

  it('leaves WebP and HEIC, and broken EXIF harms nothing', () => {
    for (const type of ['image/webp', 'image/heic']) {
      expectNoPosition(
        withoutPosition(Buffer.concat([Buffer.alloc(40), tiff(true), Buffer.from(XMP)]), type),
      );
    }
    for (let length = 8; length < 160; length += 1) {
      const torn = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(true).subarray(0, length)]);
      expect(withoutPosition(torn, 'image/jpeg')).to.have.length(torn.length);
    }
    expect(withoutPosition(png, 'image/png')).to.deep.equal(png);
  });

  const repeated = (head: string, part: string, tail = '') =>
    Buffer.concat([
      Buffer.from(head, 'latin1'),
      Buffer.alloc(10_000_000, part, 'latin1'),
      Buffer.from(tail, 'latin1'),
    ]);
  const hostile: [string, Buffer][] = [
    ['headers alone', repeated('\xff\xd8\xff', 'II*\0\x08\0\0\0')],
    ['headers behind their mark', repeated('\xff\xd8\xff', 'Exif\0\0MM\0*\0\0\0\x08')],
    ['lists of lists', repeated('\xff\xd8\xffExif\0\0II*\0\x08\0\0\0', '\xff\xff\x25\x88\x04\0')],
    ['a long name', repeated('<x:xmpmeta', 'a', '</x:xmpmeta>')],
    ['names without an end', repeated('<x:xmpmeta>', '<a:GPSx>', '</x:xmpmeta>')],
    ['attributes without an end', repeated('<x:xmpmeta>', ' a:GPSx="', '</x:xmpmeta>')],
    ['many packets', repeated('', '<x:xmpmeta>:GPS</x:xmpmeta>')],
    ['packets without an end', repeated('', '<x:xmpmeta')],
  ];
  for (const [name, content] of hostile) {
    it(`takes no longer for ten megabytes of ${name} than for a photo`, () => {
      for (const type of ['image/jpeg', 'image/png']) {
        const begun = performance.now();
        withoutPosition(content, type);
        expect(performance.now() - begun).to.be.lessThan(3000);
      }
    });
  }

  it('is not stored: size and hash are those of what is kept', async () => {
    useStorage(new LocalDirectory(join(dataDir, 'attachments')));
    const file = await receiveFile(Readable.from([jpeg(true)]), 'photo.jpg');
    const kept = await buffer(await storage().open(file.key));
    expectNoPosition(kept);
    expect(file.contentType).to.equal('image/jpeg');
    expect(file.sizeBytes).to.equal(kept.length);
    expect(file.sha256).to.equal(createHash('sha256').update(kept).digest('hex'));
    await storage().remove(file.key);
  });
});
