import { CsvError, parse, type Options } from 'csv-parse/sync';
import { InvalidInputError } from '../../../errors.ts';
import { tidy, visible } from '../../../models/text.ts';
import { columnOf, COLUMNS, type Column } from './columns.ts';
import { decodeText } from './decode-text.ts';

/** Most people that one file may have. */
export const MOST_ROWS = 5000;

const DELIMITERS = [',', ';', '\t'];

interface Line {
  /** In which line of the file it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a row of the file says; empty cells say nothing. */
export interface FileRow {
  readonly line: number;
  readonly cells: Partial<Record<Column, string>>;
  /** It has text beyond the last heading. */
  readonly isTooLong: boolean;
}

/** A file of people as it was read. */
export interface PeopleFile {
  readonly rows: readonly FileRow[];
  /** Headings whose columns are not read. */
  readonly unknownColumns: readonly string[];
}

function refuse(why: string): never {
  throw new InvalidInputError({ file: why });
}

/** Line breaks in cells are counted, so that a line is that of the file. */
function beginning(end: number, cells: readonly string[]): number {
  return end - cells.join('').split('\n').length + 1;
}

function linesOf(text: string, delimiter: string, most?: number): Line[] {
  const lines: Line[] = [];
  let last = 0;
  const options: Options = {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    ...(most === undefined ? {} : { to: most }),
    on_record: (cells: string[], info) => {
      last = info.lines;
      lines.push({ line: beginning(last, cells), cells });
      return null;
    },
  };
  try {
    parse(text, options);
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code !== 'CSV_QUOTE_NOT_CLOSED') refuse(`Line ${last + 1} cannot be read as CSV.`);
    return refuse(`A quotation mark after line ${last} is opened and never closed.`);
  }
}

function headOf(text: string, delimiter: string): readonly string[] {
  return linesOf(text, delimiter, 1)[0]?.cells ?? [];
}

function knownIn(headings: readonly string[]): number {
  return headings.filter((heading) => columnOf(heading) !== undefined).length;
}

/** Some spreadsheets say in a line of its own what separates cells; it stays as an empty one, for the count of lines. */
function withoutSeparatorLine(text: string): string {
  return text.replace(/^"?sep=.?"?(?=\n)/i, '');
}

/** The separator by which most of the headings are known. */
function delimiterOf(head: string): string {
  const ranked = DELIMITERS.map((delimiter) => ({ delimiter, known: knownIn(headOf(head, delimiter)) }));
  return ranked.reduce((best, other) => (other.known > best.known ? other : best)).delimiter;
}

/** What each heading means; where first and last name stand by themselves, full names are not read. */
function meaningsOf(headings: readonly string[]): (Column | undefined)[] {
  const meanings = headings.map(columnOf);
  if (!meanings.includes('username')) {
    refuse('There is no column for the username. The first line has to name the columns.');
  }
  const known = meanings.filter((meaning) => meaning !== undefined);
  const twice = known.find((meaning, index) => known.indexOf(meaning) !== index);
  if (twice !== undefined) refuse(`More than one column is for the ${COLUMNS[twice]}.`);
  const isSplit = known.includes('firstName') || known.includes('lastName');
  return meanings.map((meaning) => (meaning === 'fullName' && isSplit ? undefined : meaning));
}

function rowOf({ line, cells }: Line, meanings: readonly (Column | undefined)[]): FileRow {
  const told: Partial<Record<Column, string>> = {};
  for (const [index, meaning] of meanings.entries()) {
    const text = tidy(cells[index] ?? '');
    if (meaning !== undefined && visible(text).trim() !== '') told[meaning] = text;
  }
  const isTooLong = cells.slice(meanings.length).some((cell) => cell.trim() !== '');
  return { line, cells: told, isTooLong };
}

/**
 * The people of a CSV file, separated by commas, semicolons or tabs.
 *
 * @throws InvalidInputError at `file` where it cannot be read, has no username column, no row or too many.
 */
export function readPeopleFile(bytes: Uint8Array): PeopleFile {
  const text = withoutSeparatorLine(decodeText(bytes));
  const [head, ...lines] = linesOf(text, delimiterOf(text));
  if (head === undefined) refuse('The file is empty.');
  const meanings = meaningsOf(head.cells);
  if (lines.length === 0) refuse('The file has no row below its headings.');
  if (lines.length > MOST_ROWS) {
    refuse(`The file has ${lines.length} rows; at most ${MOST_ROWS} are imported at once. Split it.`);
  }
  const unread = head.cells.filter(
    (heading, index) => meanings[index] === undefined && heading.trim() !== '',
  );
  return {
    rows: lines.map((line) => rowOf(line, meanings)),
    unknownColumns: unread.map((heading) => tidy(heading)),
  };
}
