import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { AppError } from '../../errors.ts';
import { operator } from '../../policies/actor.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { MOST_BYTES } from '../../use-cases/people/import/decode-text.ts';
import type { ImportReport, ReportedRow } from '../../use-cases/people/import/report.ts';
import { importPeople } from '../../use-cases/people/import-people.ts';
import { counted } from '../../counted.ts';
import { aligned, EXIT, type Finish } from '../output.ts';
import { withPortal } from '../with-portal.ts';

/** The file that was named cannot be read. */
class FileError extends AppError {}

/** What systems say of a file that they do not open, in words. */
const HINDRANCES: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EISDIR: 'is a directory',
};

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const chunks: Buffer[] = [];
    // A byte more than an import takes, so that a file without end is not read to its end.
    for await (const chunk of file.createReadStream({ end: MOST_BYTES, autoClose: false })) {
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

async function readFileOf(path: string): Promise<Uint8Array> {
  try {
    return await beginningOf(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new FileError('unreadable', 400, `The file ${path} ${HINDRANCES[code] ?? 'cannot be read'}.`);
  }
}

/** A cell in one line of a terminal. */
function inLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

function lineOf({ line, username, outcome, changes, reasons, notes }: ReportedRow): string[] {
  const told = [...changes, ...reasons, ...notes].map(inLine).join(' · ');
  return [`line ${line}`, inLine(username) || '(no username)', outcome, told];
}

function summary({ counts, newDepartments, unknownColumns }: ImportReport, dryRun: boolean): string[] {
  const { created, changed, unchanged, refused } = counts;
  return [
    ...(unknownColumns.length > 0
      ? [`Columns that were not read: ${unknownColumns.map(inLine).join(', ')}`]
      : []),
    ...(newDepartments.length > 0 ? [`Departments added: ${newDepartments.map(inLine).join(', ')}`] : []),
    `${counted(created + changed + unchanged + refused, 'row')}: ${created} created, ${changed} changed, ${unchanged} unchanged, ${refused} refused.`,
    ...(dryRun ? ['Nothing was written; run it without --dry-run to import.'] : []),
  ];
}

/** Adds `import-people`. */
export function addImportPeople(program: Command, finish: Finish): void {
  program
    .command('import-people')
    .alias('import_people')
    .summary('Create and change people as a CSV file says.')
    .description(
      'Create and change people as a CSV file says: username, e-mail, first and last name or full name, groups, department, phone and portal ID. Rows that can be taken are written together; exits with 3 when some are refused. docs/import-people.md tells more.',
    )
    .argument('<file>', 'CSV with commas, semicolons or tabs and headings in its first line')
    .option('--dry-run', 'print the same report and write nothing')
    .option('--create-departments', 'add departments that are not there yet')
    .action(async (path: string, options: { dryRun?: boolean; createDepartments?: boolean }) => {
      const dryRun = options.dryRun === true;
      const bytes = await readFileOf(path);
      const report = await withPortal('current schema', async () => {
        const done = await importPeople(operator, bytes, options);
        const { created, changed } = done.counts;
        if (!dryRun && created + changed > 0) await recordCommand(operator, 'import-people', [done.counts]);
        return done;
      });
      const { digest: _, ...told } = report;
      finish({
        data: { dryRun, ...told },
        text: [aligned(report.rows.map(lineOf)), ...summary(report, dryRun)].join('\n'),
        exitCode: report.counts.refused > 0 ? EXIT.problems : EXIT.done,
      });
    });
}
