import type { Cell } from './own-connection.ts';
import type { CellKind } from './table-shapes.ts';

/** A cell as it is written down for any engine: moments are ISO texts, flags are true or false, bytes are base64. */
export type WrittenCell = string | number | boolean | null | { readonly base64: string };

/** A moment as either engine keeps it, to the millisecond. */
const STORED = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{3})(?:000)?)?(?: \+00:00)?$/;
const WRITTEN = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}\.\d{3})Z$/;
/** Of a moment as SQLite keeps nearly all, and a server all of them. */
const LENGTHS = new Set(['2026-01-31 10:00:00.000 +00:00'.length, '2026-01-31 10:00:00.000'.length]);

function writtenMoment(stored: string): string {
  // By place where that is sure: there are millions of them.
  const isPlain = LENGTHS.has(stored.length) && stored[10] === ' ' && stored[19] === '.';
  if (isPlain && (stored.length === 23 || stored.endsWith(' +00:00')))
    return `${stored.slice(0, 10)}T${stored.slice(11, 23)}Z`;
  const [, day, time, fraction = '000'] = STORED.exec(stored) ?? [];
  // What somebody wrote there by hand in a way of their own stays as it is.
  return day === undefined || time === undefined ? stored : `${day}T${time}.${fraction}Z`;
}

/** Writes down what a driver read. */
export function writtenCell(cell: Cell, kind: CellKind): WrittenCell {
  if (cell === null || cell === undefined) return null;
  if (Buffer.isBuffer(cell)) return { base64: cell.toString('base64') };
  if (typeof cell === 'bigint') return cell.toString();
  if (kind === 'moment' && typeof cell === 'string') return writtenMoment(cell);
  if (kind === 'flag' && (cell === 0 || cell === 1)) return cell === 1;
  return cell;
}

/** What a driver takes for what was written down. */
export function storedCell(written: WrittenCell, kind: CellKind, isSqlite: boolean): Cell {
  if (typeof written === 'boolean') return written ? 1 : 0;
  if (typeof written === 'object' && written !== null) return Buffer.from(written.base64, 'base64');
  if (kind !== 'moment' || typeof written !== 'string') return written;
  const [, day, time] = WRITTEN.exec(written) ?? [];
  if (day === undefined) return written;
  return isSqlite ? `${day} ${time} +00:00` : `${day} ${time}`;
}

/** Whether this is a cell as `writtenCell` writes it for a column of this kind. */
export function isWrittenCell(value: unknown, kind: CellKind): value is WrittenCell {
  if (value === null || typeof value === 'string') return true;
  if (typeof value === 'number') return kind !== 'text' && kind !== 'bytes';
  if (typeof value === 'boolean') return kind === 'flag';
  const { base64, ...others } = value as { readonly base64?: unknown };
  return typeof base64 === 'string' && Object.keys(others).length === 0;
}
