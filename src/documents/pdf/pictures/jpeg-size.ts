/** How large a picture is, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Frames that every reader of a PDF knows: baseline, extended and progressive. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
/** Segments that may stand before the frame: tables, what programs say of themselves, comments. */
const isSegment = (marker: number): boolean =>
  marker === 0xc4 || marker === 0xdb || marker === 0xdd || marker >= 0xe0;
const SAMPLES = new Set([1, 3, 4]);

function frameSize(frame: Buffer): PictureSize | undefined {
  if (frame.length < 8) return undefined;
  const [height, width] = [frame.readUInt16BE(3), frame.readUInt16BE(5)];
  const isKnown = frame[2] === 8 && SAMPLES.has(frame[7] ?? 0);
  return isKnown && width > 0 && height > 0 ? { width, height } : undefined;
}

/** The size that a JPEG's frame says; undefined for a file whose segments do not follow one another up to there. */
export function jpegSize(bytes: Buffer): PictureSize | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xff_d8) return undefined;
  for (let at = 2; at + 4 <= bytes.length;) {
    const [start, marker = 0] = bytes.subarray(at, at + 2);
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (start !== 0xff || length < 2 || end > bytes.length) return undefined;
    if (FRAMES.has(marker)) return frameSize(bytes.subarray(at + 2, end));
    if (!isSegment(marker)) return undefined;
    at = end;
  }
  return undefined;
}
