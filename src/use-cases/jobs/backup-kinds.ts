import { DAY_MS, HOUR_MS } from '../../durations.ts';
import type { JobKind } from '../../jobs/job-kind.ts';
import { BACKING_UP, layBackup } from '../backup/scheduled/lay-backup.ts';
import { makeDailyBackup } from '../backup/scheduled/make-daily-backup.ts';

/** What these jobs need of the configuration. */
export interface BackupSettings {
  /** Undefined: no backups are made by the clock. */
  readonly backupDir?: string | undefined;
  readonly backupKeep?: number;
  readonly backupPassphrase?: string | undefined;
}

/** The kinds of job that make backups, where there is a folder for them. */
export function backupKinds({
  backupDir: folder,
  backupKeep: keep = 14,
  backupPassphrase: passphrase,
}: BackupSettings): readonly JobKind[] {
  if (folder === undefined) return [];
  return [
    {
      kind: 'backups.start',
      label: 'Have the backup of the day made',
      everyMs: DAY_MS,
      run: () => layBackup(),
    },
    {
      // Apart from what the clock asks for, which would wait for it.
      kind: BACKING_UP,
      label: 'Make a backup, and remove those that are over',
      mostAtOnce: 1,
      longestMs: 12 * HOUR_MS,
      run: (_payload, { signal }) => makeDailyBackup({ folder, keep, passphrase }, signal),
    },
  ];
}
