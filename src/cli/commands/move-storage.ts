import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { readConfig, storageUrlIn, type Config } from '../../config.ts';
import { operator } from '../../policies/actor.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { moveFiles, type Moved } from '../../use-cases/storage/move-files.ts';
import { counted } from '../../counted.ts';
import { EXIT, UsageError, type Finish, type Outcome, type Screen } from '../output.ts';
import { withPortal } from '../with-portal.ts';

/** How often it is told how far it is, in milliseconds. */
const TOLD_EACH_MS = 2000;

interface Options {
  readonly to?: Place;
  readonly from?: Place;
  readonly toFile?: string;
  readonly dryRun?: boolean;
}

type Place = NonNullable<ReturnType<typeof storageUrlIn>>;

function placeFrom(value: string): Place {
  const place = storageUrlIn(value.trim());
  if (place !== undefined) return place;
  throw new InvalidArgumentError('It has to be a place as STORAGE_URL names it.');
}

/** The place in a file, since a command line can be read by others on the machine. */
function placeIn(file: string): Place {
  try {
    return placeFrom(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--to-file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function teller(err: Screen['err']): (moved: Readonly<Moved>) => void {
  let told = performance.now();
  return ({ files, copied, copiedBytes }) => {
    if (performance.now() - told < TOLD_EACH_MS) return;
    told = performance.now();
    err.write(`${counted(files, 'file')} looked at, ${copied} copied (${mb(copiedBytes)})\n`);
  };
}

function told(
  { files, bytes, copied, copiedBytes, unowned, damaged, unread }: Moved,
  dryRun: boolean,
): string {
  const lines = [
    ...damaged.map((key) => `${key} is not what was stored, or could not be read back; it was left out.`),
    ...unread.map((name) => `${name} cannot be read; it was left out.`),
    `${counted(files, 'file')} (${mb(bytes)}): ${copied} ${dryRun ? 'to be copied' : 'copied'} (${mb(copiedBytes)}), ${files - copied - damaged.length} there already.`,
  ];
  if (unowned > 0) lines.push(`${counted(unowned, 'file')} that nothing refers to: left out.`);
  if (!dryRun)
    lines.push(
      'Set STORAGE_URL to the new place for every process and start them anew; then run this once more with --from and the old place, for what came meanwhile.',
    );
  return lines.join('\n');
}

/** The two places, of which one may be where the portal stores now. */
function placesIn(config: Config, { to, from, toFile }: Options): { from: Place; to: Place } {
  const own: Place = config.bucket ?? 'folder';
  const named = to ?? (toFile === undefined ? undefined : placeIn(toFile));
  if (named === undefined && from === undefined)
    throw new UsageError('Name the place by --to or by --to-file.');
  const places = { from: from ?? own, to: named ?? own };
  if (JSON.stringify(places.from) === JSON.stringify(places.to))
    throw new UsageError('The files are there already: name another place.');
  return places;
}

async function move(options: Options, screen: Screen): Promise<Outcome> {
  const { dryRun = false } = options;
  const places = placesIn(readConfig(undefined, false), options);
  const moved = await withPortal('current schema', async (config) => {
    const stop = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => stop.abort(new Error('Broken off; run it again, and it goes on.')));
    const how = { dryRun, signal: stop.signal, tell: teller(screen.err) };
    const done = await moveFiles(config.dataDir, places, how);
    const { damaged, unread, ...figures } = done;
    const counts = { ...figures, damaged: damaged.length, unread: unread.length };
    if (!dryRun) await recordCommand(operator, 'move-storage', [counts]);
    return done;
  });
  const exitCode = moved.damaged.length + moved.unread.length > 0 ? EXIT.problems : EXIT.done;
  return { data: { ...moved, dryRun }, text: told(moved, dryRun), exitCode };
}

/** Adds `move-storage`. */
export function addMoveStorage(program: Command, finish: Finish, screen: Screen): void {
  program
    .command('move-storage')
    .summary('Copy all stored files to another place, while the portal runs.')
    .description(
      'Copy all stored files to another place and read each back, while the portal runs. What is there already is left out, so a run that was broken off goes on. Nothing is removed from the old place; exit code 3 where a file is not what was stored or cannot be read.',
    )
    .option('--to <url>', 'the new place, as STORAGE_URL names it: file: or s3://...', placeFrom)
    .addOption(new Option('--to-file <file>', 'a file that names the new place').conflicts('to'))
    .option('--from <url>', 'the old place, unless it is that of STORAGE_URL', placeFrom)
    .option('--dry-run', 'only tell what would be copied')
    .action(async (options: Options) => finish(await move(options, screen)));
}
