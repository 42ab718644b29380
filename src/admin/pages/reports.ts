import type { ActionRequest, PageContext } from 'adminjs';
import { seesAllFigures } from '../../policies/report.ts';
import { readReportAndChoices } from '../../use-cases/reports/read-report.ts';
import { readRun } from '../../use-cases/reports/saved/read-run.ts';
import { linked } from '../linked.ts';
import { actorBehind, timeZoneOf } from '../request/panel-admin.ts';
import { asked, parseId } from '../request/query.ts';
import { readReportQuery } from '../request/report-query.ts';
import { queueSearch } from '../resources/complaints/queue-link.ts';
import { changeSavedReports, savedReports } from './saved-reports.ts';

/**
 * The report that the address asks for, with what it can be narrowed down to, and for those who may see all figures the
 * reports that are kept; with `brief` these alone, which those who wait for a file ask for every few seconds.
 */
export async function reportsHandler(
  { query = {}, method, payload }: ActionRequest,
  _response: unknown,
  { currentAdmin, h }: PageContext,
) {
  if (method.toLowerCase() === 'post') return changeSavedReports(currentAdmin, payload);
  if (query.brief === '1') return { saved: await savedReports(currentAdmin) };
  const { run, ...about } = query;
  const actor = actorBehind(currentAdmin);
  const input = readReportQuery(about, timeZoneOf(currentAdmin));
  const { report, choices } = await asked(readReportAndChoices(actor, input));
  const queue = h.resourceUrl({ resourceId: 'complaints' });
  return {
    report: linked(report, (list) => `${queue}?${queueSearch(list)}`),
    choices,
    saved: seesAllFigures(actor) ? await savedReports(currentAdmin) : null,
    // Asked for by the link of a mail; null: it is gone.
    ...(run === undefined ? {} : { run: await readRun(actor, parseId(run)) }),
  };
}
