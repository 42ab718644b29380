import type { Note, TableAccount } from '../use-cases/django-import/ledger.ts';
import type { DjangoReport } from '../use-cases/django-import/report.ts';
import { counted } from '../counted.ts';
import { aligned } from './output.ts';

/** Most lines of one note and most numbers of one reason; --json has all of them. */
const MOST_LINES = 20;
const MOST_IDS = 10;

/** A cell in one line of a terminal. */
function inLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ');
}

const count = (number: number): string => number.toLocaleString('en');

function table({ tables, totals }: DjangoReport): string {
  const head = ['table', 'rows', 'taken', 'already here', 'merged', 'not taken'];
  const cells = ({ rows, taken, before, merged, skipped }: Omit<TableAccount, 'table' | 'reasons'>) =>
    [rows, taken, before, merged, skipped].map(count);
  const lines = [head, ...tables.map((one) => [inLine(one.table), ...cells(one)]), ['all', ...cells(totals)]];
  return aligned(lines);
}

function reasons({ table: name, reasons: all }: TableAccount): string[] {
  return all.map(({ fate, why, ids }) => {
    const some = ids.slice(0, MOST_IDS).join(', ');
    const more = ids.length > MOST_IDS ? ` and ${count(ids.length - MOST_IDS)} more` : '';
    return `${inLine(name)}: ${count(ids.length)} ${fate === 'merged' ? 'merged' : 'not taken'}, ${inLine(why)} (${some}${more})`;
  });
}

function noteOf({ about, items }: Note): string[] {
  const more = items.length > MOST_LINES ? [`  … and ${count(items.length - MOST_LINES)} more`] : [];
  return [
    '',
    `${about} (${count(items.length)}):`,
    ...items.slice(0, MOST_LINES).map((item) => `  ${inLine(item)}`),
    ...more,
  ];
}

/** The report for people. */
export function djangoReportText(report: DjangoReport, autoCloseDays: number): string {
  const why = report.tables.flatMap(reasons);
  const { awaitingAnswers } = report;
  return [
    `${report.source}, ${report.dryRun ? 'looked at' : 'moved'} in ${report.seconds} s:`,
    '',
    table(report),
    ...(why.length > 0 ? ['', 'Why rows were merged or not taken:', ...why.map((line) => `  ${line}`)] : []),
    ...report.notes.flatMap(noteOf),
    ...(awaitingAnswers > 0
      ? [
          '',
          `Waiting for their reporters: ${counted(awaitingAnswers, 'resolved complaint')}. The ${counted(autoCloseDays, 'day')} (AUTO_CLOSE_DAYS) until they are closed begin now, whenever they were resolved.`,
        ]
      : []),
    '',
    'Nobody was sent anything.',
    ...(report.unread.length > 0
      ? [`Not read, as they are Django's own or other programs': ${report.unread.map(inLine).join(', ')}.`]
      : []),
    ...(report.dryRun ? ['Nothing was written; run it without --dry-run to import.'] : []),
  ].join('\n');
}
