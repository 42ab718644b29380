import { z } from 'zod';
import { downloadReport } from '../../use-cases/reports/download-report.ts';
import { asOfVersion } from '../../use-cases/records/as-of-version.ts';
import { readReport } from '../../use-cases/reports/read-report.ts';
import { REPORT_FORMATS } from '../../use-cases/reports/report-file.ts';
import { reportInput } from '../../use-cases/reports/report-input.ts';
import { changeReport } from '../../use-cases/reports/saved/change-report.ts';
import { deleteReport } from '../../use-cases/reports/saved/delete-report.ts';
import { listReports } from '../../use-cases/reports/saved/list-reports.ts';
import { openReportFile } from '../../use-cases/reports/saved/open-report-file.ts';
import {
  savedQuestion,
  savedReportInput,
  savedReportNoun,
} from '../../use-cases/reports/saved/report-noun.ts';
import { saveReport } from '../../use-cases/reports/saved/save-report.ts';
import { startReport } from '../../use-cases/reports/saved/start-report.ts';
import type { Actor } from '../../policies/actor.ts';
import { NotFoundError } from '../../errors.ts';
import { sendFile } from '../../web/send-file.ts';
import { sendWhenMade } from '../../web/send-when-made.ts';
import { change, route } from '../route.ts';
import { id, list, moment, version } from '../shapes.ts';
import { textQuery } from '../text-query.ts';

const TAG = 'Reports';
const NEEDS = { tag: TAG, needs: ['reports.view', 'complaints.view'] } as const;

const savedReport = z.strictObject({
  id,
  name: z.string(),
  question: savedQuestion,
  format: z.enum(REPORT_FORMATS),
  every: savedReportInput.shape.every,
  nextAt: moment.nullable(),
  recipientIds: list(id),
  version,
});
const run = z.strictObject({
  id,
  reportId: id.nullable(),
  name: z.string(),
  format: z.enum(REPORT_FORMATS),
  state: z.string(),
  progress: z.number(),
  reason: z.string(),
  hasFile: z.boolean(),
  sizeBytes: z.int().nullable(),
  createdAt: moment,
});

async function oneOf(actor: Actor, reportId: number) {
  const found = (await listReports(actor)).reports.find((report) => report.id === reportId);
  if (found === undefined) throw new NotFoundError();
  return found;
}

const sent = z.strictObject({ ...savedReportInput.shape });

/** Reports: read at once, kept, and made by the clock. */
export const reportRoutes = [
  route({
    method: 'get',
    path: '/reports/figures',
    tag: TAG,
    summary: 'What happened in a period',
    description: 'Without the rights `reports.view` and `complaints.view` of one’s own work alone.',
    query: textQuery(reportInput.shape, {}),
    answer: z.record(z.string(), z.unknown()),
    handle: async ({ actor, query }) => ({ ...(await readReport(actor, query)) }),
  }),
  route({
    method: 'get',
    path: '/reports/file',
    tag: TAG,
    summary: 'The same as a file',
    description: 'Without the rights `reports.view` and `complaints.view` of one’s own work alone.',
    query: textQuery(reportInput.shape, {
      format: z.enum(REPORT_FORMATS, 'There is no such format.').default('xlsx'),
    }),
    answer: 'file',
    takesOut: true,
    async handle({ actor, query, settings, request, response }) {
      const { format, ...asked } = query;
      await sendWhenMade(request, response, (signal) =>
        downloadReport(actor, asked as never, format, settings.timeZone, signal),
      );
    },
  }),
  route({
    ...NEEDS,
    method: 'get',
    path: '/reports',
    summary: 'The reports that are kept, and what was made of them last',
    answer: z.strictObject({ data: list(savedReport), runs: list(run) }),
    async handle({ actor }) {
      const { reports, runs } = await listReports(actor);
      return { data: reports, runs };
    },
  }),
  change({
    ...NEEDS,
    method: 'post',
    path: '/reports',
    summary: 'Keep a report, and have it made by the clock',
    body: sent,
    answer: savedReport,
    status: 201,
    made: '/reports',
    handle: ({ actor, body }) => saveReport(actor, body),
    tell: ({ actor }, reportId) => oneOf(actor, reportId),
  }),
  route({
    ...NEEDS,
    method: 'get',
    path: '/reports/{id}',
    summary: 'Read a report that is kept',
    answer: savedReport,
    handle: ({ actor, ids }) => oneOf(actor, Number(ids.id)),
  }),
  change({
    ...NEEDS,
    method: 'put',
    path: '/reports/{id}',
    summary: 'Say anew what a report is that is kept',
    ifMatch: 'required',
    body: sent,
    answer: savedReport,
    async handle({ actor, ids, body, version: seen }) {
      await changeReport(actor, Number(ids.id), body, seen);
    },
    tell: ({ actor, ids }) => oneOf(actor, Number(ids.id)),
  }),
  route({
    ...NEEDS,
    method: 'delete',
    path: '/reports/{id}',
    summary: 'Keep a report no more',
    ifMatch: 'optional',
    handle: ({ actor, ids, version: seen }) =>
      asOfVersion(actor, savedReportNoun, Number(ids.id), seen, () => deleteReport(actor, Number(ids.id))),
  }),
  change({
    ...NEEDS,
    method: 'post',
    path: '/reports/{id}/run',
    summary: 'Have a report made now',
    answer: z.strictObject({ runId: id }),
    status: 202,
    ifMatch: 'optional',
    handle: ({ actor, ids, version: seen }) =>
      asOfVersion(actor, savedReportNoun, Number(ids.id), seen, () => startReport(actor, Number(ids.id))),
    tell: (_call, runId) => ({ runId }),
  }),
  route({
    ...NEEDS,
    method: 'get',
    path: '/report-runs/{id}/file',
    summary: 'The file that was made of a report',
    answer: 'file',
    takesOut: true,
    async handle({ actor, ids, request, response }) {
      await sendFile(request, response, await openReportFile(actor, Number(ids.id)));
    },
  }),
];
