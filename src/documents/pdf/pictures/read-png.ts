import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { pngParts, rowBytes, type PngParts } from './png-parts.ts';
import { isFiltered, unfilter } from './unfilter.ts';

/** A picture as a PDF keeps it, nothing of which is left to be unpacked when it is drawn. */
export interface Raster {
  readonly format: 'raster';
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colours: 1 | 3;
  /** Packed samples. */
  readonly samples: Buffer;
  /** The samples are filtered row by row, as a PNG's are. */
  readonly isFiltered: boolean;
  readonly palette: Buffer | null;
  /** What is not drawn: for each colour the sample. */
  readonly left: readonly number[];
  /** How much of each pixel is drawn, packed. */
  readonly mask: Buffer | null;
}

const pack = promisify<Buffer, Buffer>(deflate);
const unpack = promisify(inflate);
/** Bytes of a pixel that the pixels allowed are counted with. */
const PIXEL_BYTES = 4;
const CHUNK = 256 * 1024;

/** Unpacked rows; undefined where they are not exactly what the picture's size says. */
async function rowsOf(png: PngParts): Promise<Buffer | undefined> {
  const size = (rowBytes(png) + 1) * png.height;
  const rows = await unpack(png.packed, { maxOutputLength: size, chunkSize: CHUNK }).catch(() => undefined);
  return rows?.length === size && isFiltered(rows, png) ? rows : undefined;
}

/** Colours and shares apart from one another; of samples of two bytes the first is kept. */
async function split(rows: Buffer, png: PngParts, colours: 1 | 3, signal?: AbortSignal) {
  const { width, height, bits } = png;
  const samples = Buffer.alloc(width * height * colours);
  const shares = Buffer.alloc(width * height);
  const step = bits / 8;
  let [to, shareTo] = [0, 0];
  const show = (row: Buffer): void => {
    for (let at = 0; at < row.length; at += step) {
      for (let colour = 0; colour < colours; colour += 1, at += step) samples[to++] = row[at] ?? 0;
      shares[shareTo++] = row[at] ?? 0;
    }
  };
  await unfilter(rows, png, show, signal);
  return { samples: await pack(samples), mask: await pack(shares) };
}

/** How much of each pixel is drawn, where its colour of the palette says that. */
async function paletteMask(rows: Buffer, png: PngParts, known: Buffer, signal?: AbortSignal) {
  const { width, height, bits } = png;
  const shares = Buffer.alloc(width * height, 255);
  const most = (1 << bits) - 1;
  const show = (row: Buffer, y: number): void => {
    for (let x = 0; x < width; x += 1) {
      const bit = x * bits;
      const colour = ((row[bit >> 3] ?? 0) >> (8 - bits - (bit & 7))) & most;
      shares[y * width + x] = known[colour] ?? 255;
    }
  };
  await unfilter(rows, png, show, signal);
  return pack(shares);
}

/** The samples of the one colour that is not drawn, each from and to. */
function leftOut({ bits }: PngParts, transparency: Buffer): number[] {
  const samples = Array.from({ length: transparency.length / 2 }, (_, at) =>
    transparency.readUInt16BE(at * 2),
  );
  return samples.flatMap((sample) => [sample & ((1 << bits) - 1), sample & ((1 << bits) - 1)]);
}

/** Reads a PNG that has no more pixels than these; undefined for one that is broken, or that cannot be drawn. */
export async function readPng(
  bytes: Buffer,
  mostPixels: number,
  signal?: AbortSignal,
): Promise<Raster | undefined> {
  const png = pngParts(bytes);
  if (png === undefined) return undefined;
  const { width, height, bits, kind, palette, transparency, packed: samples } = png;
  const isLarge = width * height > mostPixels || rowBytes(png) * height > mostPixels * PIXEL_BYTES;
  const rows = isLarge ? undefined : await rowsOf(png);
  if (rows === undefined) return undefined;
  const colours = kind === 2 || kind === 6 ? 3 : 1;
  const plain = { format: 'raster', width, height, colours, left: [] } as const;
  if (kind === 4 || kind === 6) {
    const parts = await split(rows, png, colours, signal);
    return { ...plain, ...parts, bits: 8, isFiltered: false, palette: null };
  }
  const filtered = { ...plain, bits, samples, isFiltered: true, mask: null };
  if (kind !== 3)
    return { ...filtered, palette: null, left: transparency === null ? [] : leftOut(png, transparency) };
  const mask = transparency === null ? null : await paletteMask(rows, png, transparency, signal);
  return { ...filtered, palette, mask };
}
