import type { Check } from './check.ts';
import { attachmentsCheck } from './checks/attachments.ts';
import { backupsCheck } from './checks/backups.ts';
import { clockCheck } from './checks/clock.ts';
import { complaintsCheck } from './checks/complaints.ts';
import { databaseCheck } from './checks/database.ts';
import { directoryCheck } from './checks/directory.ts';
import { diskCheck } from './checks/disk.ts';
import { figuresCheck } from './checks/figures.ts';
import { jobsCheck } from './checks/jobs.ts';
import { mailInCheck } from './checks/mail-in.ts';
import { mailOutCheck } from './checks/mail-out.ts';
import { migrationsCheck } from './checks/migrations.ts';
import { outboxCheck } from './checks/outbox.ts';
import { permissionsCheck } from './checks/permissions.ts';
import { profilesCheck } from './checks/profiles.ts';
import { reportsCheck } from './checks/reports.ts';
import { sealsCheck } from './checks/seals.ts';
import { secretKeyCheck } from './checks/secret-key.ts';
import { singleSignOnCheck } from './checks/single-sign-on.ts';
import { storageCheck } from './checks/storage.ts';
import { tokensCheck } from './checks/tokens.ts';
import { webhooksCheck } from './checks/webhooks.ts';

/** Everything that is looked at, in the order in which it is told. */
export const ALL_CHECKS: readonly Check[] = [
  databaseCheck,
  migrationsCheck,
  clockCheck,
  profilesCheck,
  permissionsCheck,
  sealsCheck,
  secretKeyCheck,
  singleSignOnCheck,
  directoryCheck,
  jobsCheck,
  complaintsCheck,
  figuresCheck,
  reportsCheck,
  outboxCheck,
  mailOutCheck,
  mailInCheck,
  webhooksCheck,
  tokensCheck,
  diskCheck(),
  storageCheck,
  attachmentsCheck,
  backupsCheck,
];
