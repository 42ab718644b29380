import { tidy } from '../../models/text.ts';

/** A row of the old portal, as the driver reads it. */
export type SourceRow = Readonly<Record<string, unknown>>;

/** Before this, nothing can have happened there. */
const EARLIEST = Date.UTC(2000, 0, 1);
/** Clocks differ by so much at most, in milliseconds. */
const AHEAD_MS = 86_400_000;

/** A number of a row; undefined where there is none. */
export function idIn(row: SourceRow, column: string): number | undefined {
  const value = Number(row[column] ?? Number.NaN);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Any whole number. */
export function numberIn(row: SourceRow, column: string): number | undefined {
  const value = row[column];
  if (value === null || value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** A yes or no. */
export function flagIn(row: SourceRow, column: string, otherwise: boolean): boolean {
  const value = row[column];
  if (value === null || value === undefined) return otherwise;
  // A column of bits is read as bytes.
  if (value instanceof Uint8Array) return value.some((byte) => byte !== 0);
  return value === true || Number(value) === 1;
}

/** A text without what no text has: control characters, halves of letters, spaces around it. */
export function textIn(row: SourceRow, column: string): string {
  const value = row[column];
  const text = value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value;
  if (text === null || text === undefined) return '';
  return cleanText(typeof text === 'string' ? text : JSON.stringify(text));
}

/** The text as it can be stored and found again. */
function cleanText(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is taken out
  const plain = text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '').replaceAll(/\p{Cs}/gu, '\ufffd');
  return tidy(plain.replaceAll(/\r\n?/g, '\n'));
}

/** The first characters of a text. */
export function firstOf(text: string, length: number): string {
  if (text.length <= length) return text;
  // Twice as many units hold as many characters, whatever they are.
  return Array.from(text.slice(0, length * 2))
    .slice(0, length)
    .join('')
    .trim();
}

/** Whether a text has more characters than that. */
export function isLonger(text: string, length: number): boolean {
  return text.length > length && (text.length > length * 2 || Array.from(text).length > length);
}

const rawText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A moment in UTC as Django stores it; undefined for what is none, such as `0000-00-00`, or cannot be meant. */
export function momentIn(row: SourceRow, column: string): Date | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d{1,6})?/.exec(rawText(row[column]));
  if (match === null) return undefined;
  const time = Date.parse(`${match[1]}T${match[2]}${(match[3] ?? '.0').slice(0, 4)}Z`);
  if (Number.isNaN(time) || time < EARLIEST || time > Date.now() + AHEAD_MS) return undefined;
  return new Date(time);
}
