import { readPassphrase } from '../config.ts';
import { UsageError } from './output.ts';

/** The option by which a command is given a passphrase: never on the command line, which others on the machine can see. */
export const PASSPHRASE_OPTION = [
  '--passphrase-file <path>',
  'a file whose one line is the passphrase; without it BACKUP_PASSPHRASE counts',
] as const;

/**
 * The passphrase that a command was given.
 *
 * @throws UsageError when its file cannot be read, or what is to be encrypted with it would be guessed.
 */
export function passphraseOf(
  path: string | undefined,
  configured: string | undefined,
  isNew: boolean,
): string | undefined {
  if (path === undefined) return configured;
  const { passphrase, fault } = readPassphrase(path);
  if (passphrase === undefined || (isNew && fault !== undefined)) {
    throw new UsageError(`--passphrase-file ${fault ?? 'cannot be read'}`);
  }
  return passphrase;
}
