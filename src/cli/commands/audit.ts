import { once } from 'node:events';
import { InvalidArgumentError, type Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { exportJournal } from '../../use-cases/journal/export-journal.ts';
import { pruneJournal } from '../../use-cases/journal/prune-journal.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { verifyJournal, type Verification } from '../../use-cases/journal/verify-journal.ts';
import { startOfDay } from '../../use-cases/records/days.ts';
import { counted } from '../../counted.ts';
import { EXIT, type Finish, type Outcome, type Screen } from '../output.ts';
import { withPortal } from '../with-portal.ts';

function told({ whole, events, erased, waiting, seals, hash, problemCount, problems }: Verification): string {
  const more = problemCount - problems.length;
  return [
    ...problems.map(({ message }) => message),
    ...(more > 0 ? [`... and ${more} more.`] : []),
    whole
      ? `The journal is whole: ${counted(events, 'event')} in ${counted(seals, 'seal')}.`
      : `${counted(problemCount, 'problem')} found.`,
    ...(erased > 0
      ? [`Of ${counted(erased, 'event')} personal texts were erased, which breaks nothing.`]
      : []),
    ...(waiting > 0 ? [`${counted(waiting, 'event')} not sealed yet.`] : []),
    hash === null ? 'There is no seal yet.' : `Newest seal: ${hash}`,
  ].join('\n');
}

/** With another key nothing is proven, and an event that is marked with it would be one more that nobody believes. */
function isKeyWrong({ whole, events, waiting }: Verification): boolean {
  return !whole && events + waiting === 0;
}

async function verify(expected: string | undefined): Promise<Outcome> {
  const found = await withPortal('current schema, and any key', async () => {
    const verification = await verifyJournal(operator, expected);
    const { problems: _, ...outcome } = verification;
    if (!isKeyWrong(verification)) await recordCommand(operator, 'audit verify', [outcome]);
    return verification;
  });
  return { data: found, text: told(found), exitCode: found.whole ? EXIT.done : EXIT.problems };
}

/** The lines as the entries of one list. */
async function* inOneList(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let before = '[';
  for await (const lines of parts) {
    yield `${before}${lines.trimEnd().replaceAll('\n', ',\n')}`;
    before = ',\n';
  }
  yield before === '[' ? '[]\n' : ']\n';
}

async function write(out: Screen['out'], asOne: boolean): Promise<void> {
  await withPortal('current schema', async () => {
    const parts = exportJournal(operator);
    for await (const lines of asOne ? inOneList(parts) : parts) {
      // A reader that is slower than the database is waited for.
      if (!out.write(lines)) await once(out as NodeJS.WritableStream, 'drain');
    }
  });
}

/** A day, which begins in the portal's time zone, or a moment with its own. */
function dateFrom(value: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const isMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(value);
  const date = new Date(value);
  const isReal = !Number.isNaN(date.getTime()) && (!isDay || date.toISOString().startsWith(value));
  if ((isDay || isMoment) && isReal) return value;
  throw new InvalidArgumentError('It has to be a date such as 2025-12-31.');
}

/** A hash as seals have them: another text would be looked for in vain, and read as if seals were gone. */
function hashFrom(value: string): string {
  if (/^[\da-f]{64}$/i.test(value)) return value;
  throw new InvalidArgumentError('It has to be the hash of a seal: 64 digits and letters from a to f.');
}

async function prune(before: string): Promise<Outcome> {
  const pruned = await withPortal('current schema', async ({ timeZone }) => {
    const moment = before.includes('T') ? new Date(before) : startOfDay(new Date(before), 0, timeZone);
    const done = await pruneJournal(operator, moment);
    await recordCommand(operator, 'audit prune', [{ before: moment.toISOString(), ...done }]);
    return done;
  });
  return {
    data: { before, ...pruned },
    text:
      pruned.events === 0
        ? 'There is nothing to cut.'
        : `${counted(pruned.events, 'event')} cut; ${counted(pruned.seals, 'seal')} of what was cut remain.`,
  };
}

/** Adds `audit` and what can be done with the journal. */
export function addAudit(program: Command, finish: Finish, screen: Screen): void {
  const audit = program
    .command('audit')
    .description('The journal of everything that happens: prove it whole, write it out, cut it.');
  audit
    .command('verify')
    .description('Prove the journal whole, or name what was altered, removed or inserted (exit code 3).')
    .option('--expect <hash>', 'the hash of a seal, as it was kept elsewhere, that has to be there', hashFrom)
    .action(async ({ expect }: { expect?: string }) => finish(await verify(expect)));
  audit
    .command('export')
    .description(
      'Write the journal to standard output, one line of JSON for each event and each seal; with --json as one list.',
    )
    .action((_options: unknown, command: Command) =>
      write(screen.out, command.optsWithGlobals<{ json?: boolean }>().json === true),
    );
  audit
    .command('prune')
    .description('Cut what happened before a date, but for what belongs to complaints that stand.')
    .requiredOption('--before <date>', 'such as 2025-12-31', dateFrom)
    .action(async ({ before }: { before: string }) => finish(await prune(before)));
}
