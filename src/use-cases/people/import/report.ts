import type { Changes, FieldValue } from '../../../journal/events.ts';
import { fieldWords } from '../../journal/event-words.ts';

/** What becomes of a row. */
export type RowOutcome = 'created' | 'changed' | 'unchanged' | 'refused';

/** What became of a row of the file, in words. */
export interface ReportedRow {
  /** As the file counts. */
  readonly line: number;
  readonly username: string;
  readonly outcome: RowOutcome;
  /** What is another since, such as `Phone number: 12 → 34`. */
  readonly changes: readonly string[];
  /** Why it was refused. */
  readonly reasons: readonly string[];
  /** What to know of it although it was not refused. */
  readonly notes: readonly string[];
}

/** What an import does, or would do. */
export interface ImportReport {
  readonly counts: Readonly<Record<RowOutcome, number>>;
  /** Headings whose columns were not read. */
  readonly unknownColumns: readonly string[];
  /** Departments that are added. */
  readonly newDepartments: readonly string[];
  readonly rows: readonly ReportedRow[];
  /** Names this report of this file; another one says that something else would be done. */
  readonly digest: string;
}

function shown(value: FieldValue): string {
  if (value === null || value === '') return 'none';
  if (typeof value !== 'object') return String(value);
  return 'name' in value ? value.name : value.map(({ name }) => name).join(', ') || 'none';
}

/** Changes as sentences. */
export function changesInWords(changes: Changes): string[] {
  return Object.entries(changes).map(
    ([field, { from, to }]) => `${fieldWords(field)}: ${shown(from)} → ${shown(to)}`,
  );
}
