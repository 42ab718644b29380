import type { CurrentAdmin } from 'adminjs';
import { Router, type RequestHandler } from 'express';
import { NotFoundError } from '../../errors.ts';
import { sendFile } from '../../web/send-file.ts';
import { sendWhenMade } from '../../web/send-when-made.ts';
import { downloadReport } from '../../use-cases/reports/download-report.ts';
import { REPORT_FORMATS } from '../../use-cases/reports/report-file.ts';
import { openReportFile } from '../../use-cases/reports/saved/open-report-file.ts';
import { MethodError } from './api-controller.ts';
import { actorBehind, timeZoneOf } from './panel-admin.ts';
import { asked, BadQueryError, parseId } from './query.ts';
import { readReportQuery } from './report-query.ts';

const send: RequestHandler = async (request, response) => {
  if (request.method !== 'GET') throw new MethodError();
  // Put there for this request, behind everything that decides who gets here.
  const { adminUser } = request.session as { readonly adminUser?: CurrentAdmin };
  if (adminUser === undefined) throw new NotFoundError();
  const { format, ...query } = request.query;
  const known = REPORT_FORMATS.find((one) => one === format);
  if (known === undefined) throw new BadQueryError(`A report is written as ${REPORT_FORMATS.join(' or ')}.`);
  const timeZone = timeZoneOf(adminUser);
  const input = readReportQuery(query, timeZone);
  await sendWhenMade(request, response, (signal) =>
    asked(downloadReport(actorBehind(adminUser), input, known, timeZone, signal)),
  );
};

const sendMade: RequestHandler = async (request, response) => {
  if (request.method !== 'GET') throw new MethodError();
  const { adminUser } = request.session as { readonly adminUser?: CurrentAdmin };
  const runId = parseId(String(request.params.id));
  if (adminUser === undefined || runId === undefined) throw new NotFoundError();
  await sendFile(request, response, await asked(openReportFile(actorBehind(adminUser), runId)));
};

/**
 * `/exports/reports`: a report as a file, asked by the same address as its page; `/exports/report-runs/ID`: the file that a
 * job made of one that is kept.
 */
export function reportRoutes(): Router {
  const router = Router();
  router.all('/exports/reports', send);
  router.all('/exports/report-runs/:id', sendMade);
  return router;
}
