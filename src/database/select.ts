import { isSqlite } from './connect.ts';
import { rows, type Value } from './statement.ts';

/** A moment as the database keeps it: values of a prepared statement are sent as they are. */
export function storedMoment(moment: Date): string {
  const text = moment.toISOString().replace('T', ' ').replace('Z', '');
  return isSqlite() ? `${text} +00:00` : text;
}

/** Of a moment as SQLite keeps it. */
const STORED_LENGTH = '2026-01-31 10:00:00.000 +00:00'.length;

/** The moment that a row has, which SQLite keeps as text. */
export function readMoment(stored: Date | string): Date {
  if (typeof stored !== 'string') return stored;
  // By place, not by patterns: there are millions of them.
  const isStored = stored.length === STORED_LENGTH && stored.endsWith(' +00:00');
  if (isStored) return new Date(`${stored.slice(0, 10)}T${stored.slice(11, -7)}Z`);
  return new Date(stored.replace(' ', 'T').replace(' +00:00', 'Z'));
}

/** A statement as the driver takes it: its values stand in the order of their places. */
interface Positional {
  readonly sql: string;
  readonly names: readonly string[];
}

/** Most statements of which it is remembered how the driver takes them. */
const MOST_REMEMBERED = 500;
const remembered = new Map<string, Positional>();

function positional(named: string): Positional {
  const known = remembered.get(named);
  if (known !== undefined) return known;
  const names: string[] = [];
  const sql = named.replaceAll(/\$(\w+)/g, (_place, name: string) => {
    names.push(name);
    return '?';
  });
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(named, { sql, names });
  return { sql, names };
}

/**
 * The rows of a statement that is written out, for what is asked with every page: built once and prepared by the driver,
 * with plain rows and no models. Undefined is no value: whoever forgot one hears of it from the driver.
 *
 * @param sql names its values as `$name`.
 */
export function select<Row extends object>(
  sql: string,
  bind: Readonly<Record<string, Value>>,
): Promise<Row[]> {
  const { sql: text, names } = positional(sql);
  return rows<Row>(text, names.length === 0 ? undefined : names.map((name) => bind[name] as Value));
}

/** The rows of a statement that is made for the occasion, with its values in it, which the driver need not prepare. */
export function selectOnce<Row extends object>(sql: string): Promise<Row[]> {
  return rows<Row>(sql);
}

/** Lengths of lists in statements, so that few statements differ by their length alone. */
const LIST_LENGTHS = [1, 5, 20, 50, 100];

/** A list of numbers in a statement for `select`: its places, and what is bound to them. */
export interface BoundList {
  /** What stands between the brackets of `IN (...)`. */
  readonly places: string;
  readonly bind: Readonly<Record<string, number>>;
}

/**
 * Numbers that `select` looks for, as places of a statement: the last is repeated up to the next of a few lengths, so
 * that the driver need not prepare a statement for each. None is found where there is no number.
 */
export function boundList(numbers: readonly number[]): BoundList {
  const wanted = Math.max(1, numbers.length);
  const length = LIST_LENGTHS.find((one) => one >= wanted) ?? Math.ceil(wanted / 100) * 100;
  const filled = Array.from({ length }, (_, index) => numbers[index] ?? numbers.at(-1) ?? 0);
  return {
    places: filled.map((_, index) => `$n${index}`).join(', '),
    bind: Object.fromEntries(filled.map((number, index) => [`n${index}`, number])),
  };
}
