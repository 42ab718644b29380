import type { ImportRun } from './import-run.ts';
import type { Note, TableAccount } from './ledger.ts';

/** What became of every row of the old portal. */
export interface DjangoReport {
  readonly dryRun: boolean;
  readonly source: string;
  readonly seconds: number;
  readonly tables: readonly TableAccount[];
  readonly totals: Omit<TableAccount, 'table' | 'reasons'>;
  readonly notes: readonly Note[];
  /** Complaints that came with this run, are resolved and wait for their reporters: their days begin now. */
  readonly awaitingAnswers: number;
  /** Tables that are none of the old portal's own, such as Django's sessions. */
  readonly unread: readonly string[];
}

const COUNTS = ['rows', 'taken', 'before', 'merged', 'skipped'] as const;

function totalsOf(tables: readonly TableAccount[]): DjangoReport['totals'] {
  const sums = COUNTS.map((name) => [name, tables.reduce((sum, table) => sum + table[name], 0)] as const);
  return Object.fromEntries(sums) as DjangoReport['totals'];
}

/** The report of a run. */
export function reportOf(run: ImportRun, unread: readonly string[]): DjangoReport {
  const tables = run.ledger.tables;
  return {
    dryRun: run.dryRun,
    source: run.source.name,
    seconds: Math.round((Date.now() - run.now.getTime()) / 100) / 10,
    tables,
    totals: totalsOf(tables),
    notes: run.ledger.notes,
    awaitingAnswers: run.awaiting,
    unread,
  };
}
