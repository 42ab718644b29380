import { z } from 'zod';
import { beginExport } from '../../use-cases/exports/begin-export.ts';
import { exportComplaintPdf } from '../../use-cases/exports/export-complaint-pdf.ts';
import { exportComplaints } from '../../use-cases/exports/export-complaints.ts';
import { EXPORT_FORMATS } from '../../use-cases/exports/export-format.ts';
import { sendFile } from '../../web/send-file.ts';
import { sendWhenMade } from '../../web/send-when-made.ts';
import { given } from '../given.ts';
import { route } from '../route.ts';
import { textQuery } from '../text-query.ts';
import { QUEUE_FIELDS, sortOf } from './queue-fields.ts';

const format = z
  .enum(EXPORT_FORMATS, `The format is one of ${EXPORT_FORMATS.join(', ')}.`)
  .default('jsonl')
  .meta({ description: '`excel` is CSV as Excel reads it.' });
const TAG = 'Exports';

/** Complaints taken out as files. */
export const exportRoutes = [
  route({
    method: 'get',
    path: '/exports/complaints',
    tag: TAG,
    summary: 'All complaints of a list as one file',
    description:
      'With the filters, search and order of `GET /complaints`, also where no `sort` is given; without the right `reports.view` one’s own work of it.',
    query: textQuery(QUEUE_FIELDS, { format }),
    answer: 'file',
    takesOut: true,
    async handle({ actor, query, settings, request, response }) {
      const { format: wanted, ...asked } = query;
      const filtered = given(asked);
      const { timeZone } = settings;
      const source = await exportComplaints(actor, given({ ...filtered, sort: sortOf(asked) }), timeZone);
      const filters = Object.fromEntries(
        Object.entries(filtered).map(([name, value]) => [name, String(value)]),
      );
      await sendFile(
        request,
        response,
        await beginExport(actor, source, { format: wanted, filters, timeZone }),
      );
    },
  }),
  route({
    method: 'get',
    path: '/complaints/{id}/pdf',
    tag: TAG,
    summary: 'A complaint as PDF',
    query: z.strictObject(
      { notes: z.enum(['true', 'false'], 'This is true or false.').default('false') },
      'There is no such filter.',
    ),
    answer: 'file',
    takesOut: true,
    async handle({ actor, ids, query, settings, request, response }) {
      const wish = { timeZone: settings.timeZone, withNotes: query.notes === 'true' };
      await sendWhenMade(request, response, (signal) =>
        exportComplaintPdf(actor, Number(ids.id), { ...wish, signal }),
      );
    },
  }),
];
