import { deflateSync, inflateSync } from 'node:zlib';
import { expect } from 'chai';
import { readPicture } from '../../src/documents/pdf/pictures/picture.ts';
import { chunk, header, hostilePngs, pngFile, rowsChunk } from '../support/png-files.ts';

const MOST = 1_000_000;

/** A JPEG's segment. */
const segment = (marker: number, ...content: number[]): number[] => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 255,
  ...content,
];
const jpeg = (...segments: readonly number[][]): Buffer =>
  Buffer.from([0xff, 0xd8, ...segments.flat(), 0xff, 0xd9]);
const frame = (width: number, height: number, samples = 3, bits = 8): number[] =>
  segment(0xc0, bits, height >> 8, height & 255, width >> 8, width & 255, samples);

describe('pictures for paper', () => {
  for (const [wrong, bytes] of Object.entries(hostilePngs)) {
    it(`are none with ${wrong}`, async () => {
      expect(await readPicture(bytes, MOST)).to.equal(undefined);
    });
  }

  /** A PNG whose pixels its filters hide, and what is drawn of it. */
  const real: Readonly<Record<string, readonly [bytes: Buffer, samples: number[], mask: number[] | null]>> = {
    'grey, as the file packs it': [
      pngFile(header(2, 2, 0), chunk('tEXt'), rowsChunk([0, 1, 2], [2, 3, 4])),
      [0, 1, 2, 2, 3, 4],
      null,
    ],
    'colours by a palette with shares': [
      pngFile(
        header(5, 1, 3, 2),
        chunk('PLTE', Buffer.alloc(12)),
        chunk('tRNS', Buffer.from([7, 8])),
        rowsChunk([0, 0b00_01_10_11, 0b01_00_00_00]),
      ),
      [0, 0b00_01_10_11, 0b01_00_00_00],
      [7, 8, 255, 255, 8],
    ],
    'grey of two bytes with shares': [
      pngFile(header(2, 1, 4, 16), rowsChunk([1, 10, 1, 20, 2, 5, 0, 10, 0])),
      [10, 15],
      [20, 30],
    ],
    'colours with shares, of every filter': [
      pngFile(
        header(2, 5, 6),
        rowsChunk(
          [0, 10, 20, 30, 40, 50, 60, 70, 80],
          [1, 1, 2, 3, 4, 255, 255, 255, 255],
          [2, 1, 1, 1, 1, 2, 2, 2, 2],
          [3, 0, 0, 0, 0, 4, 4, 4, 4],
          [4, 0, 0, 0, 0, 1, 1, 1, 1],
        ),
      ),
      [10, 20, 30, 50, 60, 70, 1, 2, 3, 0, 1, 2, 2, 3, 4, 2, 3, 4, 1, 1, 2, 5, 6, 7, 1, 1, 2, 6, 7, 8],
      [40, 80, 4, 3, 5, 5, 2, 7, 2, 8],
    ],
  };
  for (const [kind, [bytes, samples, mask]] of Object.entries(real)) {
    it(`are ${kind}`, async () => {
      const picture = await readPicture(bytes, MOST);
      if (picture?.format !== 'raster') throw new Error('it was not read');
      expect([...inflateSync(picture.samples)]).to.deep.equal(samples);
      expect(picture.mask && [...inflateSync(picture.mask)]).to.deep.equal(mask);
    });
  }

  it('leave out the one colour that is not drawn', async () => {
    const bytes = pngFile(
      header(1, 1, 2),
      chunk('tRNS', Buffer.from([0, 1, 0, 2, 0, 3])),
      rowsChunk([0, 1, 2, 3]),
    );
    expect(await readPicture(bytes, MOST)).to.deep.include({ left: [1, 1, 2, 2, 3, 3], colours: 3 });
  });

  it('are not unpacked with more pixels than there is room for', async () => {
    const bytes = pngFile(
      header(10, 10, 0),
      rowsChunk(...Array.from({ length: 10 }, () => Array(11).fill(0))),
    );
    expect(await readPicture(bytes, 99)).to.equal(undefined);
    expect(await readPicture(bytes, 100)).to.include({ width: 10, height: 10 });
  });

  it('are JPEGs whose segments lead to a frame that can be drawn', async () => {
    const app = segment(0xe0, 1, 2, 3);
    const read = (bytes: Buffer) => readPicture(bytes, MOST);
    expect(await read(jpeg(app, frame(300, 200)))).to.include({ format: 'jpeg', width: 300, height: 200 });
    const broken = [
      jpeg(),
      jpeg(app),
      jpeg(app, frame(0, 200)),
      jpeg(app, frame(300, 200, 2)),
      jpeg(app, frame(300, 200, 3, 12)),
      jpeg(app, frame(1001, 1000)),
      jpeg([0xff, 0xe0, 0, 1], frame(300, 200)),
      jpeg([0xff, 0xe0, 0xff, 0xff], frame(300, 200)),
      jpeg([0xff, 0xff], frame(300, 200)),
      jpeg([0xff, 0xda, 0, 2], frame(300, 200)),
      jpeg(frame(300, 200)).subarray(0, 8),
      Buffer.from([0xff, 0xd8]),
      Buffer.alloc(0),
    ];
    for (const [index, bytes] of broken.entries())
      expect(await read(bytes), String(index)).to.equal(undefined);
  });

  it('stop being read when nobody waits', async () => {
    const bytes = pngFile(header(1000, 1000, 6), chunk('IDAT', deflateSync(Buffer.alloc(4_001_000))));
    const refused = await readPicture(bytes, MOST, AbortSignal.abort()).catch((error: Error) => error.name);
    expect(refused).to.equal('AbortError');
  });
});
