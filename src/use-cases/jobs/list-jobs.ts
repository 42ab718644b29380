import { Job, JOB_STATES } from '../../models/job.ts';
import { jobPolicy } from '../../policies/job.ts';
import { knownText, withoutAddressesHas } from '../records/known-addresses.ts';
import { choiceFilter, dateFilter, searchIn, wordFilter } from '../records/listing/filters.ts';
import type { Listing } from '../records/listing/listing.ts';
import { shownPayload } from './shown-payload.ts';

export { JOB_STATES };

/** What happens later or by the clock, as a list. */
export const jobList: Listing = {
  model: Job,
  policy: jobPolicy,
  columns: ['id', 'kind', 'state', 'runAt', 'attempts', 'failingSince', 'lastError', 'endedAt', 'createdAt'],
  filters: {
    state: choiceFilter('state', JOB_STATES),
    // Any text: the kinds of a later or earlier version stand there as well.
    kind: wordFilter('kind'),
    runAt: dateFilter('runAt'),
  },
  sortable: ['id', 'kind', 'state', 'runAt', 'attempts', 'endedAt', 'createdAt'],
  order: ['runAt', 'desc'],
  search: (term, actor) =>
    searchIn(Job, ['kind'], (word) => [withoutAddressesHas(actor, Job, 'lastError', word)])(term),
  async fill(rows, actor) {
    const id = rows.map((row) => Number(row.id));
    const attributes = ['id', 'payload', 'lastError'];
    const jobs = await Job.findAll({ attributes, where: { id }, raw: true });
    return new Map(
      jobs.map(({ id: jobId, payload, lastError }) => {
        const details = knownText(actor, shownPayload(payload));
        return [jobId, { details, lastError: lastError === null ? null : knownText(actor, lastError) }];
      }),
    );
  },
};
