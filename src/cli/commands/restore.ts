import type { Command } from 'commander';
import { operator } from '../../policies/actor.ts';
import { restoreBackup, type Restored } from '../../use-cases/backup/restore-backup.ts';
import { counted } from '../../counted.ts';
import type { Finish, Outcome, Screen } from '../output.ts';
import { PASSPHRASE_OPTION, passphraseOf } from '../passphrase.ts';
import { totalsOf } from '../told-archive.ts';
import { withPortal } from '../with-portal.ts';

interface Options {
  readonly passphraseFile?: string;
  readonly otherKey?: boolean;
  readonly keepFiles?: boolean;
}

const OTHER_KEY =
  'SECRET_KEY is another one than that of the archive: the journal cannot be proven whole (audit verify), webhooks need new secrets, and answers to mails sent before are not recognised.';

function told({ manifest, isOfThisKey, migrated, waitingMails }: Restored): Outcome {
  const { text, data } = totalsOf(manifest);
  return {
    data: { ...data, sameKey: isOfThisKey, migrated, waitingMails },
    text: [
      `Restored: ${text}, as they were at ${manifest.madeAt}.`,
      ...(migrated.length > 0 ? [`${counted(migrated.length, 'migration')} run since.`] : []),
      ...(isOfThisKey ? [] : [OTHER_KEY]),
      'Everybody signs in again. What was revoked, changed or erased after that moment is as it was before.',
      ...(waitingMails > 0
        ? [`${counted(waitingMails, 'mail')} that had not been sent then will be sent once the portal runs.`]
        : []),
      'Now: npm run portal -- check',
    ].join('\n'),
  };
}

/** Adds `restore`. */
export function addRestore(program: Command, finish: Finish, screen: Screen): void {
  program
    .command('restore')
    .summary('Put everything that an archive has into an empty installation.')
    .description(
      'Put everything that an archive of backup has into an empty installation, on SQLite or a server, and bring it to this version. The archive is read and proven first; a restore that was broken off is run again. docs/backup.md tells more.',
    )
    .argument('<file>', 'the archive')
    .option(...PASSPHRASE_OPTION)
    .option('--other-key', 'go on though SECRET_KEY is another one than when the archive was made')
    .option('--keep-files', 'go on though attachments of this installation are there already')
    .action(async (path: string, options: Options, command: Command) => {
      const isQuiet = command.optsWithGlobals<{ json?: boolean }>().json === true;
      const tell = (step: string): void => void (isQuiet || screen.err.write(`${step}\n`));
      const { passphraseFile, ...others } = options;
      const named = passphraseOf(passphraseFile, undefined, false);
      const restored = await withPortal('any schema, and the key', ({ backupPassphrase }) =>
        restoreBackup(operator, path, { ...others, passphrase: named ?? backupPassphrase, tell }),
      );
      finish(told(restored));
    });
}
