/** What a file begins with that says how its text is written. */
const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/** Whether a file begins with these bytes. */
export function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

/** The text of a file: UTF-8, UTF-16 with its mark, or else Windows-1252, in which every byte is a letter. */
export function readText(bytes: Uint8Array): string {
  const mark = MARKS.find((known) => startsWith(bytes, known.bytes));
  if (mark !== undefined) return new TextDecoder(mark.encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Of a whole text Node 20 makes Latin-1, which has no dashes and no euro sign; of a part it does not.
    return new TextDecoder('windows-1252').decode(bytes, { stream: true });
  }
}
