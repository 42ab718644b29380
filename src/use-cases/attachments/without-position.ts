import { crc32 } from 'node:zlib';
import { blankXmp } from './xmp-position.ts';

/** The kinds of pictures that say where they were taken. */
const PHOTOS: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/heic']);
/** TIFF's tag that leads to the position, and the one entry that every such block may have: its version. */
const GPS_TAG = 0x8825;
const VERSION_ENTRY = [2, 3, 0, 0];
const ENTRY = 12;
/** Bytes of a value by its type. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
/** Most blocks of EXIF that are looked at; a picture has one, and perhaps some for its previews. */
const BLOCKS = 32;
/** Most entries that are looked at, and most bytes of their values that are blanked, of a whole picture. */
const ENTRIES = 8192;
const VALUE_BYTES = 1 << 20;

/** How much work a picture may make: what is hostile ends there, whatever its size. */
interface Budget {
  entries: number;
  bytes: number;
}

/** One block of EXIF: a TIFF header with lists of entries, all addressed from its first byte. */
class Tiff {
  readonly #bytes: Buffer;
  readonly #little: boolean;
  readonly #left: Budget;

  constructor(bytes: Buffer, left: Budget) {
    this.#bytes = bytes;
    this.#left = left;
    this.#little = bytes[0] === 0x49;
  }

  #read(at: number, size: 2 | 4): number {
    if (at < 0 || at + size > this.#bytes.length) return 0;
    return this.#little ? this.#bytes.readUIntLE(at, size) : this.#bytes.readUIntBE(at, size);
  }

  #write(at: number, size: 2 | 4, value: number): void {
    if (this.#little) this.#bytes.writeUIntLE(value, at, size);
    else this.#bytes.writeUIntBE(value, at, size);
  }

  /** The addresses of the entries of the list at `at`, as far as they lie in the block. */
  #entries(at: number): number[] {
    const fitting = Math.floor((this.#bytes.length - at - 2) / ENTRY);
    const count = Math.max(0, Math.min(this.#read(at, 2), fitting, this.#left.entries));
    this.#left.entries -= count;
    return Array.from({ length: count }, (_, index) => at + 2 + index * ENTRY);
  }

  #blankValue(entry: number): void {
    const size = (TYPE_BYTES[this.#read(entry + 2, 2)] ?? 0) * this.#read(entry + 4, 4);
    const at = this.#read(entry + 8, 4);
    if (size <= 4 || at + size > this.#bytes.length || size > this.#left.bytes) return;
    this.#left.bytes -= size;
    this.#bytes.fill(0, at, at + size);
  }

  /** Leaves of a position only that there is a place for one. */
  #blankPosition(at: number): void {
    const entries = this.#entries(at);
    for (const entry of entries) {
      this.#blankValue(entry);
      this.#bytes.fill(0, entry, entry + ENTRY);
    }
    const [first] = entries;
    if (first === undefined) return;
    this.#write(at, 2, 1);
    this.#write(first + 2, 2, 1);
    this.#write(first + 4, 4, VERSION_ENTRY.length);
    this.#bytes.set(VERSION_ENTRY, first + 8);
    this.#bytes.fill(0, first + ENTRY, Math.min(first + ENTRY + 4, this.#bytes.length));
  }

  /** Takes the position out of the picture's list and out of its preview's. */
  removePosition(): void {
    let at = this.#read(4, 4);
    for (let lists = 0; at > 0 && lists < 4; lists += 1) {
      const entries = this.#entries(at);
      const found = entries.filter((entry) => this.#read(entry, 2) === GPS_TAG);
      for (const entry of found) this.#blankPosition(this.#read(entry + 8, 4));
      at = this.#read(at + 2 + entries.length * ENTRY, 4);
    }
  }
}

/** Where blocks of EXIF begin: behind their mark, or with the header that nearly all have. */
function exifBlocks(bytes: Buffer): number[] {
  const found = new Set<number>();
  for (const header of ['II*\0', 'MM\0*']) {
    for (const [mark, skipped] of [
      [`Exif\0\0${header}`, 6],
      [header + (header.startsWith('II') ? '\x08\0\0\0' : '\0\0\0\x08'), 0],
    ] as const) {
      let at = bytes.indexOf(mark, 0, 'latin1');
      for (let most = BLOCKS; at >= 0 && most > 0; most -= 1) {
        found.add(at + skipped);
        at = bytes.indexOf(mark, at + 1, 'latin1');
      }
    }
  }
  return [...found];
}

/** With what the texts of a PNG begin that hold EXIF or XMP in compressed form. */
const HIDDEN_COPY = [
  'raw profile type exif\0',
  'raw profile type app1\0',
  'raw profile type xmp\0',
  'xml:com.adobe.xmp\0\u0001',
];

function isBegin(chunk: Buffer, begin: string): boolean {
  return chunk.toString('latin1', 8, 8 + begin.length).toLowerCase() === begin;
}

/** Corrects the check sums of a PNG, without the compressed copies of EXIF and XMP that some programs add. */
function mendPng(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return Buffer.concat([...kept, bytes.subarray(at)]);
    const chunk = bytes.subarray(at, end);
    const type = chunk.toString('latin1', 4, 8);
    const isText = ['zTXt', 'tEXt', 'iTXt'].includes(type);
    if (!isText || !HIDDEN_COPY.some((begin) => isBegin(chunk, begin))) {
      if (isText || type === 'eXIf') chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
      kept.push(chunk);
    }
    at = end;
  }
  return Buffer.concat(kept);
}

/** Whether a picture of this type may say where it was taken. */
export function mayHavePosition(type: string): boolean {
  return PHOTOS.has(type);
}

/**
 * The picture without the position that its EXIF and XMP name; all else stays, its orientation too. The bytes are
 * blanked where they stand, so that nothing that is addressed moves.
 */
export function withoutPosition(content: Buffer, type: string): Buffer {
  const bytes = Buffer.from(content);
  const left = { entries: ENTRIES, bytes: VALUE_BYTES };
  for (const at of exifBlocks(bytes)) new Tiff(bytes.subarray(at), left).removePosition();
  blankXmp(bytes);
  return type === 'image/png' && !bytes.equals(content) ? mendPng(bytes) : bytes;
}
