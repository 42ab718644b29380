import { crc32, deflateSync } from 'node:zlib';

/** A chunk of a PNG; what it says of its length may be a lie. */
export function chunk(name: string, content: Buffer = Buffer.alloc(0), length = content.length): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
  ends[0].writeUInt32BE(length);
  ends[1].writeUInt32BE(crc32(named));
  return Buffer.concat([ends[0], named, ends[1]]);
}

/** A PNG's first chunk. */
export function header(width: number, height: number, kind: number, bits = 8, passes = 0): Buffer {
  const content = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, bits, kind, 0, 0, passes]);
  content.writeUInt32BE(width, 0);
  content.writeUInt32BE(height, 4);
  return chunk('IHDR', content);
}

/** A PNG of these chunks, with its end. */
export function pngFile(...chunks: readonly Buffer[]): Buffer {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, ...chunks, chunk('IEND')]);
}

/** Rows, each with the number of its filter before it, packed as a PNG packs them. */
export const rowsChunk = (...rows: readonly (readonly number[])[]): Buffer =>
  chunk('IDAT', deflateSync(Buffer.from(rows.flat())));

const grey = header(2, 2, 0);
const rows = rowsChunk([0, 1, 2], [0, 3, 4]);
const packed = rows.subarray(8, -4);

/** PNGs that are none, or broken, or that end, hold or fill a process which believes them; by what is wrong with them. */
export const hostilePngs: Readonly<Record<string, Buffer>> = {
  'rows that are not packed': pngFile(grey, chunk('IDAT', Buffer.from('nothing of that kind'))),
  'rows cut short': pngFile(grey, chunk('IDAT', packed.subarray(0, -6))),
  'an unknown filter': pngFile(grey, rowsChunk([0, 1, 2], [9, 3, 4])),
  'an unknown filter of shares': pngFile(header(1, 1, 6), rowsChunk([200, 1, 2, 3, 4])),
  'too few rows': pngFile(grey, rowsChunk([0, 1, 2])),
  'too many rows': pngFile(grey, rowsChunk([0, 1, 2], [0, 3, 4], [0, 5, 6])),
  'rows of a thousandfold': pngFile(grey, chunk('IDAT', deflateSync(Buffer.alloc(3_000_000)))),
  'a length back to itself': pngFile(grey, chunk('tEXt', Buffer.alloc(0), 0xff_ff_ff_f4), rows),
  'a length beyond the file': pngFile(grey, rows, chunk('IDAT', Buffer.alloc(4), 0x7f_ff_ff_ff)),
  'a second header': pngFile(grey, header(60_000, 60_000, 6), rows),
  'a header that is late': pngFile(chunk('tEXt'), grey, rows),
  'a chunk before the header': pngFile(chunk('CgBI', Buffer.alloc(4)), header(60_000, 60_000, 6), rows),
  'a chunk of Apple’s': pngFile(grey, chunk('CgBI', Buffer.alloc(4)), rows),
  'no rows': pngFile(grey),
  'rows apart': pngFile(
    grey,
    chunk('IDAT', packed.subarray(0, 5)),
    chunk('tEXt'),
    chunk('IDAT', packed.subarray(5)),
  ),
  'no end': pngFile(grey, rows).subarray(0, -12),
  'no width': pngFile(header(0, 2, 0), rows),
  'a side too long': pngFile(header(1, 70_000, 0), rows),
  'bits of no kind': pngFile(header(2, 2, 0, 3), rows),
  'a kind of none': pngFile(header(2, 2, 5), rows),
  'seven passes': pngFile(header(2, 2, 0, 8, 1), rows),
  'no palette': pngFile(header(2, 2, 3), rows),
  'half a colour': pngFile(header(2, 2, 3), chunk('PLTE', Buffer.alloc(4)), rows),
  'two palettes': pngFile(
    header(2, 2, 3),
    chunk('PLTE', Buffer.alloc(6)),
    chunk('PLTE', Buffer.alloc(6)),
    rows,
  ),
  'shares without a colour': pngFile(
    header(2, 2, 3),
    chunk('PLTE', Buffer.alloc(3)),
    chunk('tRNS', Buffer.alloc(9)),
    rows,
  ),
  'a colour left out of shares': pngFile(
    header(1, 1, 6),
    chunk('tRNS', Buffer.alloc(2)),
    rowsChunk([0, 1, 2, 3, 4]),
  ),
};
