import { MINUTE_MS } from '../../durations.ts';
import type { JobKind } from '../../jobs/job-kind.ts';
import { RECEIVING, receiveMails } from '../mail-in/receive-mails.ts';
import type { JobSettings } from './job-kinds.ts';

/** What mails come in by, where there is a mailbox. */
export function receiving({
  mailInUrl,
  reopenDays = 0,
  filingsPerHour = 0,
  uploadMbPerDay = 0,
}: JobSettings): readonly JobKind[] {
  if (mailInUrl === undefined) return [];
  const settings = { mailInUrl, reopenDays, filingsPerHour, uploadMbPerDay };
  return [
    {
      kind: RECEIVING,
      label: 'Receive answers and complaints by mail',
      everyMs: MINUTE_MS,
      run: (_payload, { signal }) => receiveMails(settings, signal),
    },
  ];
}
