import { access, constants, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Option, type Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { importDjango } from '../../use-cases/django-import/import-django.ts';
import { NO_MAP, readMap } from '../../use-cases/django-import/map-file.ts';
import type { SourceAddress } from '../../use-cases/django-import/source.ts';
import { djangoReportText } from '../django-report.ts';
import { UsageError, type Finish, type Screen } from '../output.ts';
import { progressOn } from '../progress.ts';
import { withPortal } from '../with-portal.ts';

/** What the command is told. */
interface Options {
  readonly source?: string;
  readonly sourceFile?: string;
  readonly media?: string;
  readonly map?: string;
  readonly report?: string;
  readonly anotherSource?: boolean;
  readonly dryRun?: boolean;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'it failed';
}

/** The content of the file that an option names. */
async function contentOf(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${option}: The file ${path} cannot be read (${codeOf(error)}).`);
  }
}

/** Looks first whether files can be read and the report be written: it would be missed after hours of work. */
async function requirePlaces({ media, report }: Options): Promise<void> {
  if (media !== undefined && !(await stat(media).catch(() => undefined))?.isDirectory())
    throw new UsageError(`--media: ${media} is no folder that can be read.`);
  if (report === undefined) return;
  try {
    const there = await stat(report).catch(() => undefined);
    if (there?.isDirectory() === true) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    await access(there === undefined ? dirname(report) : report, constants.W_OK);
  } catch (error) {
    throw new UsageError(`--report: The file ${report} cannot be written (${codeOf(error)}).`);
  }
}

const WANTED = 'mysql://USER:PASSWORD@HOST:PORT/NAME';

function urlOf(text: string): URL {
  try {
    return new URL(text.trim());
  } catch {
    throw new UsageError(
      `--source has to be an address such as ${WANTED}; other signs than letters and digits are percent-encoded.`,
    );
  }
}

async function tlsOf(wanted: string | null): Promise<SourceAddress['tls']> {
  if (wanted === null || wanted === 'off') return undefined;
  return wanted === 'required' ? {} : { ca: await contentOf('tls of --source', wanted) };
}

async function addressOf({ source, sourceFile }: Options): Promise<SourceAddress> {
  if (source === undefined && sourceFile === undefined)
    throw new UsageError(
      `Name the old portal's database: --source ${WANTED}, or --source-file with a file that holds it.`,
    );
  const url = urlOf(source ?? (await contentOf('--source-file', sourceFile ?? '')));
  if (!/^(mysql|mariadb):$/.test(url.protocol) || url.pathname.length < 2)
    throw new UsageError(`--source has to be an address such as ${WANTED}.`);
  const others = [...url.searchParams.keys()].filter((name) => name !== 'tls');
  if (others.length > 0)
    throw new UsageError(`--source has nothing behind its name but ?tls=: ${others.join(', ')}`);
  const tls = await tlsOf(url.searchParams.get('tls'));
  url.search = '';
  return { url: url.href, tls };
}

async function run(options: Options, { err }: Screen): Promise<Parameters<Finish>[0]> {
  const address = await addressOf(options);
  const map = options.map === undefined ? NO_MAP : readMap(await contentOf('--map', options.map));
  await requirePlaces(options);
  const progress = progressOn(err);
  const { media, dryRun = false, anotherSource: another = false } = options;
  return withPortal('current schema', async ({ autoCloseDays }) => {
    const show = (what: string, done: number, all: number) => progress.show(what, done, all);
    const report = await importDjango(operator, {
      address,
      media,
      map,
      dryRun,
      another,
      progress: show,
    }).finally(() => progress.end());
    if (options.report !== undefined) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
    return { data: report, text: djangoReportText(report, autoCloseDays) };
  });
}

/** Adds `import-django`. */
export function addImportDjango(program: Command, finish: Finish, screen: Screen): void {
  program
    .command('import-django')
    .alias('import_django')
    .summary('Move the old Django portal over.')
    .description(
      'Move the old Django portal over: people with their passwords, complaints with their history and files, the FAQ. Its database is only read. Run it again to add what is new, or to go on after it was broken off. docs/import-django.md tells more.',
    )
    .option('--source <url>', `the old portal's database, ${WANTED}`)
    .addOption(
      new Option(
        '--source-file <file>',
        'a file that holds that address, so that no list of processes shows it',
      ).conflicts('source'),
    )
    .option('--media <folder>', "the folder of the old portal's files (MEDIA_ROOT)")
    .option('--map <file>', 'JSON that says which names mean the same')
    .option('--report <file>', 'write the report into this file as well, as JSON')
    .option(
      '--another-source',
      'this is another old portal than before, whose people and complaints come to those that are here',
    )
    .option('--dry-run', 'print the same report and write nothing')
    .action(async (options: Options) => finish(await run(options, screen)));
}
