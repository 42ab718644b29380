import { InvalidInputError } from '../../../errors.ts';
import { readText, startsWith } from '../../read-text.ts';

/** Most bytes that a file of people may have. */
export const MOST_BYTES = 5 * 1024 * 1024;

/** A zip archive, which spreadsheets are. */
const ARCHIVE = [0x50, 0x4b, 0x03, 0x04];

function refuse(why: string): never {
  throw new InvalidInputError({ file: why });
}

/**
 * The text of a CSV file with line feeds alone: UTF-8, UTF-16 with its mark, or else Windows-1252.
 *
 * @throws InvalidInputError at `file` where it is too large, a spreadsheet or no text.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) refuse('The file has more than 5 MB. Split it into several.');
  if (startsWith(bytes, ARCHIVE)) refuse('This is a spreadsheet or an archive. Save it as CSV first.');
  const text = readText(bytes);
  if (text.includes('\0')) refuse('This is not a text file. Save it as CSV, in UTF-8.');
  return text.replaceAll(/\r\n?/g, '\n');
}
