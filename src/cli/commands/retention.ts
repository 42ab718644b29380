import { InvalidArgumentError, type Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { applyRetention } from '../../use-cases/retention/apply-retention.ts';
import { readRules } from '../../use-cases/retention/read-rules.ts';
import { setRetention } from '../../use-cases/retention/set-retention.ts';
import { tryRetention, type Trial } from '../../use-cases/retention/try-retention.ts';
import { counted } from '../../counted.ts';
import type { Finish, Outcome } from '../output.ts';
import { withPortal } from '../with-portal.ts';

type Years = number | 'off';

interface Options {
  readonly dryRun?: boolean;
  readonly files?: Years;
  readonly texts?: Years;
}

function yearsFrom(value: string): Years {
  if (value === 'off') return value;
  if (/^[1-9]\d?$/.test(value)) return Number(value);
  throw new InvalidArgumentError('It has to be a whole number of years from 1 to 99, or off.');
}

const NAMES = ['files', 'texts'] as const;
const mb = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function toldTrial({ rule, years, complaints, files, bytes }: Trial): string {
  const of = `of ${counted(complaints, 'complaint')} closed for over ${counted(years, 'year')}`;
  return rule === 'files' ? `${counted(files, 'file')} (${mb(bytes)}) ${of}.` : `Texts ${of}.`;
}

/** The years that are tried: those that are named, and otherwise those that are set. */
async function tryAll(options: Options): Promise<Outcome> {
  const rules = await readRules(operator);
  const trials: Trial[] = [];
  for (const { rule, years } of rules) {
    const wanted = options[rule] ?? years ?? 'off';
    if (wanted !== 'off') trials.push(await tryRetention(operator, { rule, years: wanted }));
  }
  const text = trials.length === 0 ? 'No rule is on.' : trials.map(toldTrial).join('\n');
  return { data: { dryRun: true, rules: trials }, text: `${text}\nNothing was removed.` };
}

async function set(options: Options): Promise<Outcome> {
  // What is switched off first lets the other be changed; files come before texts.
  const named = NAMES.filter((rule) => options[rule] !== undefined);
  const order = options.texts === 'off' ? named.toReversed() : named;
  for (const rule of order) {
    const years = options[rule] === 'off' ? null : options[rule];
    await setRetention(operator, { rule, years });
  }
  const rules = await readRules(operator);
  const told = rules.map(
    ({ rule, years }) => `${rule}: ${years === null ? 'kept for good' : counted(years, 'year')}`,
  );
  return { data: { rules }, text: told.join('\n') };
}

async function apply(): Promise<Outcome> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => stop.abort(new Error('Broken off; run it again, and it goes on.')));
  const done = await applyRetention(operator, { signal: stop.signal });
  if (done.ofFiles + done.ofTexts > 0) await recordCommand(operator, 'retention', [done]);
  const { files, ofFiles, ofTexts } = done;
  return {
    data: done,
    text: `Removed: ${counted(files, 'file')} of ${counted(ofFiles, 'complaint')}, texts of ${counted(ofTexts, 'complaint')}. Backups have them until they age.`,
  };
}

function work(options: Options): Promise<Outcome> {
  if (options.dryRun === true) return tryAll(options);
  return options.files === undefined && options.texts === undefined ? apply() : set(options);
}

/** Adds `retention`. */
export function addRetention(program: Command, finish: Finish): void {
  program
    .command('retention')
    .summary('Remove files and texts of complaints that were closed long ago, as rules say.')
    .description(
      'Remove, as the rules that are on say, first files and then texts of complaints that were closed for so many years without anything done since. With --files or --texts it sets the rules; each has to be tried first, with --dry-run and these very years. A job applies them once a day.',
    )
    .option(
      '--dry-run',
      'only tell what would be removed, by the rules that are on or by those that are named',
    )
    .option('--files <years>', 'keep files for so many years, or "off"', yearsFrom)
    .option('--texts <years>', 'keep texts for so many years, or "off"', yearsFrom)
    .action(async (options: Options) => finish(await withPortal('current schema', () => work(options))));
}
