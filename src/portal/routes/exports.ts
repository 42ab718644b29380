import { Router, type Request, type RequestHandler } from 'express';
import { AppError } from '../../errors.ts';
import { OWN_VIEWS } from '../../use-cases/complaints/steps/own-complaint.ts';
import { beginExport } from '../../use-cases/exports/begin-export.ts';
import { exportComplaintPdf } from '../../use-cases/exports/export-complaint-pdf.ts';
import { exportFormat } from '../../use-cases/exports/export-format.ts';
import { exportOwnComplaints } from '../../use-cases/exports/export-own-complaints.ts';
import { takeOwnData } from '../../use-cases/own-data/take-own-data.ts';
import { TAKEN_OUT } from '../../web/cross-origin-guard.ts';
import { limitRateTogether } from '../../web/rate-limit.ts';
import { sendFile } from '../../web/send-file.ts';
import { sendWhenMade } from '../../web/send-when-made.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { idOf } from './id-of.ts';

/** Complaints that one person can print in a minute. */
const PDFS_PER_MINUTE = 20;

/** Express takes a HEAD to what is there for GET; nothing is taken out by one. */
const getAlone: RequestHandler = (request, response, next) => {
  if (request.method === 'GET') return next();
  response.set('Allow', 'GET');
  throw new AppError('method_not_allowed', 405, 'This is done with another method.');
};

const wordsOf = ({ query }: Request): string =>
  typeof query.q === 'string' ? query.q.slice(0, 500).trim() : '';

const sendList = (timeZone: string): RequestHandler => {
  return async (request, response) => {
    const format = exportFormat(request.query.format);
    if (format === undefined)
      throw new AppError('bad_query', 400, 'A list is exported as csv, excel, xlsx or jsonl.');
    const person = personOf(request);
    const view = OWN_VIEWS.find((one) => one === request.query.show) ?? 'all';
    const search = wordsOf(request);
    const source = await exportOwnComplaints(person, view, search);
    const filters = { ...(view === 'all' ? {} : { view }), ...(search === '' ? {} : { search }) };
    await sendFile(request, response, await beginExport(person, source, { format, filters, timeZone }));
  };
};

const sendPdf = (timeZone: string): RequestHandler => {
  return async (request, response) => {
    const withNotes = request.query.notes === '1';
    await sendWhenMade(request, response, (signal) =>
      exportComplaintPdf(personOf(request), idOf(request), { timeZone, withNotes, signal }),
    );
  };
};

const sendOwnData: RequestHandler = async (request, response) => {
  await sendFile(request, response, await takeOwnData(personOf(request)));
};

/** `/complaints/export`: one's own complaints as a file; `/complaints/:id/pdf`: one complaint; `/profile/data`: all that is known of oneself. */
export function exports(timeZone: string): Router {
  const router = Router();
  router.all(TAKEN_OUT.list, signedIn, getAlone, sendList(timeZone));
  router.all(TAKEN_OUT.pdf, signedIn, getAlone, limitRateTogether('pdf', PDFS_PER_MINUTE), sendPdf(timeZone));
  router.all(TAKEN_OUT.ownData, signedIn, getAlone, sendOwnData);
  return router;
}
