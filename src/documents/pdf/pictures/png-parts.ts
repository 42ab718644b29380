/** What of a PNG is needed to draw it, all of it checked. */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  /** Bits of one sample: 1, 2, 4, 8 or 16. */
  readonly bits: number;
  /** As the format numbers them: 0 grey, 2 colours, 3 by a palette, 4 grey and 6 colours with a share of each pixel. */
  readonly kind: PngKind;
  readonly palette: Buffer | null;
  readonly transparency: Buffer | null;
  /** The rows as the file packs them. */
  readonly packed: Buffer;
}

export type PngKind = 0 | 2 | 3 | 4 | 6;

/** No side is longer, as in a JPEG: every row costs something, however short it is. */
const MOST_SIDE = 65_535;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Which bits a sample of each kind may have, and how many samples a pixel has. */
const KINDS: Readonly<Record<PngKind, { readonly bits: readonly number[]; readonly samples: number }>> = {
  0: { bits: [1, 2, 4, 8, 16], samples: 1 },
  2: { bits: [8, 16], samples: 3 },
  3: { bits: [1, 2, 4, 8], samples: 1 },
  4: { bits: [8, 16], samples: 2 },
  6: { bits: [8, 16], samples: 4 },
};

interface Chunk {
  readonly name: string;
  readonly content: Buffer;
}

/** The chunks up to the end that the file itself names; undefined where one is longer than the file. */
function chunksOf(bytes: Buffer): Chunk[] | undefined {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) return undefined;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'IEND') return chunks;
    chunks.push({ name, content: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
  return undefined;
}

const isKind = (kind: number | undefined): kind is PngKind => kind !== undefined && kind in KINDS;

/** What the first chunk says; a picture in seven passes is not drawn. */
function headOf({ name, content }: Chunk): Pick<PngParts, 'width' | 'height' | 'bits' | 'kind'> | undefined {
  if (name !== 'IHDR' || content.length !== 13) return undefined;
  const [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
  const [bits = 0, kind, packing, filtering, passes] = content.subarray(8);
  if (!isKind(kind) || !KINDS[kind].bits.includes(bits)) return undefined;
  if (packing !== 0 || filtering !== 0 || passes !== 0) return undefined;
  const isSized = width > 0 && height > 0 && width <= MOST_SIDE && height <= MOST_SIDE;
  return isSized ? { width, height, bits, kind } : undefined;
}

/** At most one of a name; undefined where there are more, or where it stands behind the rows. */
function single(name: string, chunks: readonly Chunk[], rows: number): Buffer | null | undefined {
  const at = chunks.findIndex((one) => one.name === name);
  if (at === -1) return null;
  const isAlone = chunks.findLastIndex((one) => one.name === name) === at;
  return isAlone && at < rows ? chunks[at]?.content : undefined;
}

function isPaletteFit(kind: PngKind, palette: Buffer | null): boolean {
  if (palette === null) return kind !== 3;
  return palette.length > 0 && palette.length <= 768 && palette.length % 3 === 0;
}

function isTransparencyFit(kind: PngKind, palette: Buffer | null, transparency: Buffer | null): boolean {
  if (transparency === null) return true;
  if (kind === 3) return transparency.length <= (palette?.length ?? 0) / 3;
  return transparency.length === { 0: 2, 2: 6, 4: -1, 6: -1 }[kind];
}

/** What nobody may pass over, and this does not know: CgBI and a second IHDR are such. */
const isStrange = ({ name }: Chunk): boolean => !/^[a-z]/.test(name) && name !== 'PLTE' && name !== 'IDAT';

/** Takes a PNG apart; undefined for what keeps not strictly to the format, or to the part of it that is drawn. */
export function pngParts(bytes: Buffer): PngParts | undefined {
  const [first, ...others] = chunksOf(bytes) ?? [];
  const head = first && headOf(first);
  if (head === undefined || others.some(isStrange)) return undefined;
  const rows = others.findIndex(({ name }) => name === 'IDAT');
  const end = others.findLastIndex(({ name }) => name === 'IDAT') + 1;
  const packed = others.slice(rows, end);
  if (rows === -1 || packed.some(({ name }) => name !== 'IDAT')) return undefined;
  const palette = single('PLTE', others, rows);
  const transparency = single('tRNS', others, rows);
  if (palette === undefined || transparency === undefined) return undefined;
  if (!isPaletteFit(head.kind, palette) || !isTransparencyFit(head.kind, palette, transparency))
    return undefined;
  return { ...head, palette, transparency, packed: Buffer.concat(packed.map(({ content }) => content)) };
}

/** Bits of one pixel. */
export function pixelBits({ bits, kind }: Pick<PngParts, 'bits' | 'kind'>): number {
  return bits * KINDS[kind].samples;
}

/** Bytes of one row, without the one that says how it is filtered. */
export function rowBytes(png: Pick<PngParts, 'bits' | 'kind' | 'width'>): number {
  return Math.ceil((pixelBits(png) * png.width) / 8);
}
