import type { JobKind } from '../../jobs/job-kind.ts';
import { pruneJobs } from '../../jobs/prune-jobs.ts';
import { operator } from '../../policies/actor.ts';
import { removeOrphanFiles } from '../attachments/remove-orphan-files.ts';
import { closeUnanswered } from '../complaints/steps/close-unanswered.ts';
import { indexMissing } from '../complaints/search/index-missing.ts';
import { SEALING, sealEvents } from '../journal/seal-events.ts';
import { forgetKept } from '../kept-forms/kept-forms.ts';
import { removeExpired } from '../people/remove-expired.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What jobs need of the configuration. */
export interface JobSettings {
  readonly autoCloseDays: number;
}

/** Every kind of job that there is. */
export const jobKinds = ({ autoCloseDays }: JobSettings): readonly JobKind[] => [
  {
    kind: 'complaints.close-unanswered',
    label: 'Close resolved complaints that nobody answered',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => closeUnanswered(operator, autoCloseDays, undefined, signal),
  },
  {
    kind: 'attachments.remove-orphans',
    label: 'Remove stored files that belong to nothing',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => removeOrphanFiles(undefined, signal),
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
  {
    kind: 'people.remove-expired',
    label: 'Remove sessions and sign-in failures that are over',
    everyMs: HOUR_MS,
    run: (_payload, { signal }) => removeExpired(signal),
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
];
