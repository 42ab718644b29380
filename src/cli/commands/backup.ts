import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { operator } from '../../policies/actor.ts';
import { makeBackup, type BackupOptions } from '../../use-cases/backup/make-backup.ts';
import { keysOf } from '../../use-cases/schema/connect-portal.ts';
import { verifyBackup, type VerifiedBackup } from '../../use-cases/backup/verify-backup.ts';
import { drillBackup, type Drill } from '../../use-cases/backup/drill-backup.ts';
import { recordCommand } from '../../use-cases/journal/record-command.ts';
import { counted } from '../../counted.ts';
import { EXIT, type Finish, type Outcome, type Screen } from '../output.ts';
import { PASSPHRASE_OPTION, passphraseOf } from '../passphrase.ts';
import { toldBackup, totalsOf } from '../told-archive.ts';
import { withPortal } from '../with-portal.ts';

interface Options {
  readonly passphraseFile?: string;
}

/** Of what is there already it shows only with time whether somebody writes it. */
function lookOn(err: Screen['err']): BackupOptions['leftOvers'] {
  return {
    waiting: (names, ms) =>
      err.write(`Looking for ${ms / 1000} s whether somebody is at it still: ${names.join(', ')}\n`),
  };
}

async function make(path: string, { passphraseFile }: Options, screen: Screen): Promise<Outcome> {
  const named = passphraseOf(passphraseFile, undefined, true);
  return withPortal('any schema', async (config) => {
    const passphrase = named ?? config.backupPassphrase;
    const stop = new AbortController();
    const asked = (): void => stop.abort(new Error('It was stopped; nothing is left of it.'));
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, asked);
    try {
      const made = await makeBackup(operator, path, {
        passphrase,
        signal: stop.signal,
        leftOvers: lookOn(screen.err),
      });
      return await toldBackup(path, made, passphrase !== undefined);
    } finally {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, asked);
    }
  });
}

const KEYS = {
  true: 'It was made with a SECRET_KEY that is set here.',
  false: 'It was made with another SECRET_KEY than those that are set here.',
} as const;

function toldVerified(path: string, { manifest, isEncrypted, isOfThisKey }: VerifiedBackup): Outcome {
  const { text, data } = totalsOf(manifest);
  return {
    data: { file: path, whole: true, encrypted: isEncrypted, ofThisKey: isOfThisKey ?? null, ...data },
    text: [
      `The archive is whole: ${text}, made at ${manifest.madeAt}.`,
      ...(isEncrypted ? [] : ['It is not encrypted: whoever reads it reads everything.']),
      ...(isOfThisKey === undefined ? [] : [KEYS[`${isOfThisKey}`]]),
    ].join('\n'),
  };
}

async function verify(path: string, { passphraseFile }: Options): Promise<Outcome> {
  const { backupPassphrase, ...settings } = readConfig(undefined, false);
  const secretKeys = keysOf(settings);
  const passphrase = passphraseOf(passphraseFile, backupPassphrase, false);
  return toldVerified(path, await verifyBackup(operator, path, { passphrase, secretKeys }));
}

function toldDrill({ manifest, differences, seconds }: Drill): Outcome {
  const { text, data } = totalsOf(manifest);
  const isSame = differences.length === 0;
  return {
    data: { same: isSame, differences, seconds, ...data },
    text: isSame
      ? `Restored in ${seconds} s into a temporary place, and found the same: ${text}, made at ${manifest.madeAt}.`
      : [...differences, `${counted(differences.length, 'difference')} found.`].join('\n'),
    exitCode: isSame ? EXIT.done : EXIT.problems,
  };
}

async function drill(
  path: string | undefined,
  { passphraseFile }: Options,
  screen: Screen,
): Promise<Outcome> {
  const config = readConfig(undefined, false);
  const passphrase = passphraseOf(passphraseFile, config.backupPassphrase, path === undefined);
  const done = await drillBackup(operator, config, path, passphrase, lookOn(screen.err));
  await withPortal('any schema, and the key', () => {
    const result = {
      same: done.differences.length === 0,
      seconds: done.seconds,
      madeAt: done.manifest.madeAt,
    };
    return recordCommand(operator, 'backup drill', [result]);
  });
  return toldDrill(done);
}

/** Adds `backup` and what can be done with an archive. */
export function addBackup(program: Command, finish: Finish, screen: Screen): void {
  const backup = program
    .command('backup')
    .summary('Write everything into one archive, prove one, or restore one for a try.')
    .description(
      'Write the database and all attachments into one file, while the portal runs; restore puts it back, on either engine. docs/backup.md tells more.',
    )
    .argument('<file>', 'the archive, which must not be there yet')
    .option(...PASSPHRASE_OPTION)
    .action(async (path: string, options: Options) => finish(await make(path, options, screen)));
  backup
    .command('verify')
    .description(
      'Read an archive to its end and say whether it is as it was written; nothing else is needed for it.',
    )
    .argument('<file>', 'the archive')
    .option(...PASSPHRASE_OPTION)
    .action(async (path: string, options: Options) =>
      finish(await verify(path, { ...backup.opts(), ...options })),
    );
  backup
    .command('drill')
    .description(
      'Restore an archive into a temporary place, compare it with what it has, and remove it again; without a file, one that is made for it. Exits with 3 where something differs.',
    )
    .argument('[file]', 'the archive')
    .option(...PASSPHRASE_OPTION)
    .action(async (path: string | undefined, options: Options) =>
      finish(await drill(path, { ...backup.opts(), ...options }, screen)),
    );
}
