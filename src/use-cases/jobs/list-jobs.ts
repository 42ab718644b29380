import { Job, JOB_STATES } from '../../models/job.ts';
import { jobPolicy } from '../../policies/job.ts';
import { choiceFilter, dateFilter, filter, searchIn, someText } from '../records/listing/filters.ts';
import type { Listing } from '../records/listing/listing.ts';
import { shownPayload } from './shown-payload.ts';

/** What happens later or by the clock, as a list. */
export const jobList: Listing = {
  model: Job,
  policy: jobPolicy,
  columns: ['id', 'kind', 'state', 'runAt', 'attempts', 'failingSince', 'lastError', 'endedAt', 'createdAt'],
  filters: {
    state: choiceFilter('state', JOB_STATES),
    // Any text: the kinds of a later or earlier version stand there as well.
    kind: filter(someText, (kind) => ({ kind })),
    runAt: dateFilter('runAt'),
  },
  sortable: ['id', 'kind', 'state', 'runAt', 'attempts', 'endedAt', 'createdAt'],
  order: ['runAt', 'desc'],
  search: searchIn(Job, ['kind', 'lastError']),
  async fill(rows) {
    const id = rows.map((row) => Number(row.id));
    const jobs = await Job.findAll({ attributes: ['id', 'payload'], where: { id }, raw: true });
    return new Map(jobs.map((job) => [job.id, { details: shownPayload(job.payload) }]));
  },
};
