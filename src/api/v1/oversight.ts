import { z } from 'zod';
import { JOB_STATES, jobList } from '../../use-cases/jobs/list-jobs.ts';
import { runJobAgain } from '../../use-cases/jobs/run-job-again.ts';
import { eventListInput, listEvents, MOST_EVENTS } from '../../use-cases/journal/list-events.ts';
import { wholeNumber } from '../../use-cases/whole-number.ts';
import { route } from '../route.ts';
import { id, list, moment } from '../shapes.ts';
import { textQuery } from '../text-query.ts';
import { readRoutes } from './record-routes.ts';

const {
  after: _after,
  limit: _limit,
  subjectId: _subject,
  complaintId: _complaint,
  ...texts
} = eventListInput.shape;
const number = (name: string) => wholeNumber(`The ${name} is a number.`, 1).optional();

const event = z.strictObject({
  id,
  at: z.iso.datetime(),
  who: z.string(),
  what: z.string(),
  subject: z.string(),
  complaintId: id.nullable(),
  origin: z.string(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  changes: list(z.strictObject({ field: z.string(), from: z.string(), to: z.string() })),
  notes: list(z.string()),
});

/** The journal and the jobs. */
export const oversightRoutes = [
  route({
    method: 'get',
    path: '/events',
    tag: 'Audit log',
    summary: 'What happened, the newest first',
    needs: 'audit.view',
    query: textQuery(texts, {
      subjectId: number('record'),
      complaintId: number('complaint'),
      cursor: number('cursor').meta({ description: 'The `next` of the page before.' }),
      limit: wholeNumber(`A page has 1 to ${MOST_EVENTS} rows.`, 1, MOST_EVENTS).default(50),
    }),
    answer: z.strictObject({ data: list(event), next: z.int().nullable() }),
    async handle({ actor, query }) {
      const { cursor: after, ...asked } = query;
      const { events, next } = await listEvents(actor, { ...asked, after });
      return { data: events, next };
    },
  }),
  ...readRoutes({
    path: '/jobs',
    tag: 'Jobs',
    nouns: ['job', 'jobs'],
    needs: 'operations.view',
    list: jobList,
    row: {
      id,
      kind: z.string(),
      state: z.enum(JOB_STATES),
      runAt: moment,
      attempts: z.int(),
      failingSince: moment.nullable(),
      lastError: z.string().nullable(),
      details: z.string().nullable(),
      endedAt: moment.nullable(),
      createdAt: moment,
    },
  }),
  route({
    method: 'post',
    path: '/jobs/{id}/run',
    tag: 'Jobs',
    summary: 'Let a job that waits or was given up run at once',
    needs: 'operations.view',
    handle: ({ actor, ids }) => runJobAgain(actor, Number(ids.id)),
  }),
];
