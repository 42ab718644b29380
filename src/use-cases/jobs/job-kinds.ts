import { HOUR_MS, MINUTE_MS } from '../../durations.ts';
import type { JobKind } from '../../jobs/job-kind.ts';
import { pruneJobs } from '../../jobs/prune-jobs.ts';
import { portal } from '../../policies/actor.ts';
import { removeUnusedPictures } from '../faq/remove-unused-pictures.ts';
import { removeOrphanFiles } from '../attachments/remove-orphan-files.ts';
import { forgetBulkRuns } from '../complaints/bulk/forget-bulk-runs.ts';
import { BULK_JOB } from '../complaints/bulk/start-bulk-run.ts';
import { workOffBulkRun } from '../complaints/bulk/work-off-bulk-run.ts';
import { UNASSIGNING, unassignAllStranded } from '../complaints/steps/unassign-stranded.ts';
import { closeUnanswered } from '../complaints/steps/close-unanswered.ts';
import { indexMissing } from '../complaints/search/index-missing.ts';
import { ERASING, eraseTraces } from '../erasure/erase-traces.ts';
import { backupKinds, type BackupSettings } from './backup-kinds.ts';
import { receiving } from './mail-in-kinds.ts';
import { reportKinds } from './report-kinds.ts';
import { applyRetention } from '../retention/apply-retention.ts';
import { SEALING, sealEvents } from '../journal/seal-events.ts';
import { applyTargets } from '../targets/apply-targets.ts';
import { APPLYING } from '../targets/changed-targets.ts';
import { tellAlarms } from '../targets/tell-alarms.ts';
import { forgetKept } from '../kept-forms/kept-forms.ts';
import { ANNOUNCING } from '../../notifications/announcements.ts';
import { announceEvent } from '../notifications/announce-event.ts';
import { deliverMail } from '../notifications/mail/deliver-mail.ts';
import { layDigests } from '../notifications/mail/lay-digests.ts';
import { resumeMails } from '../notifications/mail/resume-mails.ts';
import { DELIVERING } from '../notifications/notify.ts';
import { pruneNotifications } from '../notifications/prune-notifications.ts';
import { forgetAnswers } from '../tokens/answer-once.ts';
import { SENDING_LINK } from '../people/ask-for-password-link.ts';
import { removeExpired } from '../people/remove-expired.ts';
import { deliverWebhook } from '../webhooks/sending/deliver-webhook.ts';
import { tendDeliveries } from '../webhooks/tend-deliveries.ts';
import { TELLING } from '../webhooks/webhook-follower.ts';
import { sendAskedLink } from '../people/send-asked-link.ts';

/** What jobs need of the configuration. */
export interface JobSettings extends BackupSettings {
  readonly autoCloseDays: number;
  /** In which hours of the day are meant. */
  readonly timeZone: string;
  /** Undefined: no mails come in. */
  readonly mailInUrl?: string | undefined;
  /** For how many days after closing an answer by mail reopens a complaint. */
  readonly reopenDays?: number;
  /** Of one person, by mail as everywhere; 0: no limit. */
  readonly filingsPerHour?: number;
  readonly uploadMbPerDay?: number;
}

/** Every kind of job that there is. */
export const jobKinds = ({ autoCloseDays, timeZone, ...others }: JobSettings): readonly JobKind[] => [
  {
    kind: 'complaints.close-unanswered',
    label: 'Close resolved complaints that nobody answered',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => closeUnanswered(portal, autoCloseDays, undefined, signal),
  },
  {
    kind: UNASSIGNING,
    label: 'Open complaints for others whose assignee cannot work on them',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => unassignAllStranded(signal),
  },
  {
    kind: ANNOUNCING,
    label: 'Find out who hears of what happened',
    run: (payload) => announceEvent(payload, timeZone),
  },
  {
    kind: DELIVERING,
    label: 'Send a mail',
    run: (payload, job) => deliverMail(payload, job, timeZone),
  },
  {
    kind: 'notifications.lay-digests',
    label: 'Make one mail of the news that people want once a day',
    everyMs: 10 * MINUTE_MS,
    run: (_payload, { signal }) => layDigests(timeZone, signal),
  },
  {
    kind: 'notifications.resume',
    label: 'Give overdue mails a job whose own is gone',
    everyMs: 10 * MINUTE_MS,
    run: (_payload, { signal }) => resumeMails(signal),
  },
  {
    kind: 'notifications.prune',
    label: 'Remove notifications of long ago',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => pruneNotifications(signal),
  },
  {
    kind: TELLING,
    label: 'Tell a webhook of what happened',
    // A receiver may take long to answer, and mails do not wait for it.
    mostAtOnce: 2,
    run: deliverWebhook,
  },
  {
    kind: 'webhooks.tend',
    label: 'Give overdue deliveries a job again, and forget those of long ago',
    everyMs: 10 * MINUTE_MS,
    run: (_payload, { signal }) => tendDeliveries(signal),
  },
  {
    kind: BULK_JOB,
    label: 'Take a step with many complaints, as somebody asked for in the queue',
    run: workOffBulkRun,
  },
  {
    kind: 'targets.tell-alarms',
    label: 'Warn of complaints that are late soon, and escalate those that are',
    everyMs: MINUTE_MS,
    run: (_payload, { signal }) => tellAlarms(signal),
  },
  {
    kind: APPLYING,
    label: 'Work out anew when complaints are due, after targets or calendars changed',
    run: (payload, { signal }) => applyTargets(payload, signal),
  },
  {
    kind: ERASING,
    label: 'Erase what stands of somebody in mails, complaints and the journal',
    run: eraseTraces,
  },
  {
    kind: 'complaints.apply-retention',
    label: 'Remove files and texts of complaints that were closed long ago, as the rules say',
    everyMs: 24 * HOUR_MS,
    run: async (_payload, { signal }) => {
      const { ofFiles, ofTexts } = await applyRetention(portal, { signal });
      return ofFiles + ofTexts;
    },
  },
  {
    kind: 'api.forget-answers',
    label: 'Forget what was answered to programs more than a day ago',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => forgetAnswers(signal),
  },
  {
    kind: 'complaints.forget-bulk-runs',
    label: 'Forget what became of steps with many complaints long ago',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => forgetBulkRuns(signal),
  },
  {
    kind: 'attachments.remove-orphans',
    label: 'Remove stored files that belong to nothing',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => removeOrphanFiles(undefined, signal),
  },
  {
    kind: 'faq.remove-unused-pictures',
    label: 'Remove pictures that no answer shows',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => removeUnusedPictures(signal),
  },
  {
    kind: 'forms.forget-kept',
    label: 'Forget forms and files that nobody came back for',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => forgetKept(undefined, signal),
  },
  {
    kind: 'search.index-missing',
    label: 'Index complaints that no search finds',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => indexMissing(signal),
  },
  ...reportKinds(timeZone),
  {
    kind: 'people.remove-expired',
    label: 'Remove sessions, sign-in failures and links to set a password that are over',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => removeExpired(signal),
  },
  {
    kind: SENDING_LINK,
    label: 'Send a link to somebody who forgot their password',
    run: (payload, { id }) => sendAskedLink(payload, id),
  },
  {
    kind: SEALING,
    label: 'Seal the journal, so that what is changed in it by hand is found',
    everyMs: MINUTE_MS,
    run: (_payload, { signal }) => sealEvents(signal),
  },
  {
    kind: 'jobs.prune',
    label: 'Remove jobs that ended long ago',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => pruneJobs(signal),
  },
  ...receiving({ autoCloseDays, timeZone, ...others }),
  ...backupKinds(others),
];
