import { Option, type Command } from 'commander';
import type { Config } from '../../config.ts';
import { operator } from '../../policies/actor.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { drawKey } from '../../use-cases/keys/draw-key.ts';
import { forgetFormerKeys } from '../../use-cases/keys/forget-former-keys.ts';
import { giveUpLostKeys } from '../../use-cases/keys/give-up-lost-keys.ts';
import { rotatingAlone } from '../../use-cases/keys/rotating-alone.ts';
import { rotateKeys, type Rotated } from '../../use-cases/keys/rotate-keys.ts';
import { requireKnownKeys, takeKey } from '../../use-cases/keys/take-key.ts';
import { counted } from '../../counted.ts';
import { EXIT, UsageError, type Finish, type Outcome, type Screen } from '../output.ts';
import { progressOn } from '../progress.ts';
import { withPortal } from '../with-portal.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly despiteFaults?: boolean;
  readonly giveUpLost?: boolean;
  readonly forgetPrevious?: boolean;
}

const NEXT_KEY =
  'To change the key: draw one (openssl rand -base64 48), set SECRET_KEY to it and SECRET_KEY_PREVIOUS to the one of now, start every process anew, and run this again.';
const TAKE_AWAY =
  'SECRET_KEY_PREVIOUS can go. It still lets answers to mails, links in them and requests that are repeated within a day be known from before; take it away at once if it became known to somebody.';
const FORGET =
  'The former key lies beside the present one, for answers to mails that were sent before. To remove it: npm run portal -- rotate-key --forget-previous';
const COPY = 'The key is another one now: copy DATA_DIR/secret-key to where the former one was kept.';

/** Whether the key is one that the portal drew for its embedded database. */
const isDrawn = ({ databaseUrl, secretKey }: Config): boolean =>
  databaseUrl === undefined && secretKey === undefined;

function listed({ secrets, seals, events }: Rotated['left']): string {
  return `${counted(secrets, 'stored secret')}, ${counted(seals, 'seal')} and ${counted(events, 'event')}`;
}

function toldDone({ found, unreadable, faults }: Rotated, config: Config): string[] {
  return [
    `Everything goes by the present key: of former ones there were ${listed(found)}.`,
    ...(unreadable > 0
      ? [`${counted(unreadable, 'stored secret')} cannot be read with any key; they have to be set anew.`]
      : []),
    ...(faults > 0
      ? [`${counted(faults, 'fault')} of the journal stay as they were (audit verify names them).`]
      : []),
    ...(isDrawn(config) ? [COPY, FORGET] : [TAKE_AWAY]),
  ];
}

function told(rotated: Rotated, { dryRun = false }: Options, config: Config): Outcome {
  const { found, left, former, isDone, unreadable, faults } = rotated;
  const data = { ...rotated, dryRun };
  if (dryRun && isDrawn(config) && former.length === 0)
    return { data, text: 'Another key would be drawn, and everything would go by it then.' };
  if (former.length === 0 && found.secrets + found.seals + found.events === 0)
    return { data, text: `Nothing goes by a former key. ${isDrawn(config) ? '' : NEXT_KEY}`.trim() };
  if (dryRun) return { data, text: `By former keys go ${listed(found)}. Nothing was changed.` };
  const exitCode = isDone && unreadable + faults === 0 ? EXIT.done : EXIT.problems;
  if (isDone) return { data, text: toldDone(rotated, config).join('\n'), exitCode };
  const text = `By former keys still go ${listed(left)}: a process writes with one. Start it anew, then run this again.`;
  return { data, text, exitCode };
}

async function giveUp(): Promise<Outcome> {
  const lost = await giveUpLostKeys(operator);
  await recordCommand(operator, 'rotate-key', [{ lost }]);
  const text =
    lost.length === 0
      ? 'No key is missing.'
      : `Given up: ${lost.join(', ')}. What they sealed is never proven and what they encrypted never read: make new secrets for webhooks, and reset second factors.`;
  return { data: { lost }, text };
}

function refuseOdd({ forgetPrevious }: Options, config: Config): void {
  if (config.nextSecretKeys.length > 0)
    throw new UsageError(
      'SECRET_KEY_NEXT is set: make it SECRET_KEY first, and the one of now SECRET_KEY_PREVIOUS.',
    );
  if (forgetPrevious !== true) return;
  if (!isDrawn(config)) throw new UsageError('The key is a setting here: take SECRET_KEY_PREVIOUS away.');
}

async function rotate(options: Options, screen: Screen, config: Config): Promise<Outcome> {
  if (options.giveUpLost === true) return giveUp();
  refuseOdd(options, config);
  await (options.dryRun === true ? requireKnownKeys() : takeKey(operator));
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => stop.abort(new Error('Broken off; run it again, and it goes on.')));
  const bar = progressOn(screen.err);
  const { dryRun = false, despiteFaults = false, forgetPrevious = false } = options;
  const how = { dryRun, despiteFaults, tell: bar.show.bind(bar), signal: stop.signal };
  if (isDrawn(config) && !dryRun && !forgetPrevious) await drawKey(operator, config.dataDir);
  const rotated = forgetPrevious
    ? await forgetFormerKeys(operator, config.dataDir, how)
    : await rotateKeys(operator, how);
  bar.end();
  const { key, former, found, isDone } = rotated;
  if (!dryRun) await recordCommand(operator, 'rotate-key', [{ key, former, ...found, isDone }]);
  return told(rotated, options, config);
}

/** Adds `rotate-key`. */
export function addRotateKey(program: Command, finish: Finish, screen: Screen): void {
  program
    .command('rotate-key')
    .alias('rotate_key')
    .summary('Make everything go by another SECRET_KEY, while the portal runs.')
    .description(
      'Encrypt stored secrets anew and prove the journal by the present SECRET_KEY, after everything was read and proven with SECRET_KEY_PREVIOUS; on the embedded database another key is drawn first. Runs beside the portal, and goes on where it was broken off. Exit code 3 where something goes by a former key still, or could not be read or proven.',
    )
    .option('--dry-run', 'only tell what goes by former keys')
    .option('--despite-faults', 'go on though the journal is not whole; its faults stay')
    .addOption(
      new Option('--forget-previous', 'remove the former key of the embedded database').conflicts('dryRun'),
    )
    .addOption(
      new Option('--give-up-lost', 'go on without keys that nobody has any more').conflicts([
        'dryRun',
        'despiteFaults',
        'forgetPrevious',
      ]),
    )
    .action(async (options: Options) =>
      finish(
        await withPortal('current schema, and any key', (config) =>
          options.dryRun === true
            ? rotate(options, screen, config)
            : rotatingAlone(() => rotate(options, screen, config)),
        ),
      ),
    );
}
