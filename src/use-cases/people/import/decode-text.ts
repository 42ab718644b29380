import { InvalidInputError } from '../../../errors.ts';

/** Most bytes that a file of people may have. */
export const MOST_BYTES = 5 * 1024 * 1024;

/** What a file begins with that says how its text is written. */
const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];
/** A zip archive, which spreadsheets are. */
const ARCHIVE = [0x50, 0x4b, 0x03, 0x04];

function refuse(why: string): never {
  throw new InvalidInputError({ file: why });
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

function decoded(bytes: Uint8Array): string {
  const mark = MARKS.find((known) => startsWith(bytes, known.bytes));
  if (mark !== undefined) return new TextDecoder(mark.encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Spreadsheets on Windows write the letters of their own table; there every byte is one.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * The text of a CSV file with line feeds alone: UTF-8, UTF-16 with its mark, or else Windows-1252.
 *
 * @throws InvalidInputError at `file` where it is too large, a spreadsheet or no text.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) refuse('The file has more than 5 MB. Split it into several.');
  if (startsWith(bytes, ARCHIVE)) refuse('This is a spreadsheet or an archive. Save it as CSV first.');
  const text = decoded(bytes);
  if (text.includes('\0')) refuse('This is not a text file. Save it as CSV, in UTF-8.');
  return text.replaceAll(/\r\n?/g, '\n');
}
