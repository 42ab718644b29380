import type { ActionRequest, CurrentAdmin } from 'adminjs';
import { changeReport } from '../../use-cases/reports/saved/change-report.ts';
import { deleteReport } from '../../use-cases/reports/saved/delete-report.ts';
import { listReaders } from '../../use-cases/reports/saved/list-readers.ts';
import { listReports } from '../../use-cases/reports/saved/list-reports.ts';
import { saveReport } from '../../use-cases/reports/saved/save-report.ts';
import { startReport } from '../../use-cases/reports/saved/start-report.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { BadQueryError, parseId } from '../request/query.ts';
import { readSavedQuestion, reportSearch } from '../request/report-query.ts';
import { parseVersion } from '../request/values.ts';

type Payload = NonNullable<ActionRequest['payload']>;

function idIn({ id }: Payload): number {
  const read = parseId(id);
  if (read === undefined) throw new BadQueryError('There is no such report.');
  return read;
}

/** What was filled in, with what the page was asked by, where that is told. */
function reportIn({ search, name, format, every, recipientIds }: Payload): object {
  const filled = { name, format, every, recipientIds };
  if (search === undefined) return filled;
  const question = readSavedQuestion(Object.fromEntries(new URLSearchParams(String(search))));
  return { ...filled, question };
}

/** What can be done with reports that are kept, by its name in the payload. */
const DEEDS: Readonly<
  Record<string, (admin: CurrentAdmin | undefined, payload: Payload) => Promise<unknown>>
> = {
  save: (admin, payload) => saveReport(actorBehind(admin), reportIn(payload)),
  change: (admin, payload) =>
    changeReport(actorBehind(admin), idIn(payload), reportIn(payload), parseVersion(payload.version)),
  start: (admin, payload) => startReport(actorBehind(admin), idIn(payload)),
  delete: (admin, payload) => deleteReport(actorBehind(admin), idIn(payload)),
};

/** The reports that are kept, each with its address, what was made of them, and who can be sent one. */
export async function savedReports(admin: CurrentAdmin | undefined) {
  const actor = actorBehind(admin);
  const [{ reports, runs }, people] = await Promise.all([listReports(actor), listReaders(actor)]);
  return {
    reports: reports.map(({ question, ...report }) => ({ ...report, search: reportSearch(question) })),
    runs,
    people,
  };
}

/**
 * Keeps a report, changes it, has one made, or keeps it no longer, and tells what is kept then.
 *
 * @throws BadQueryError for what cannot be done; what the use cases refuse.
 */
export async function changeSavedReports(admin: CurrentAdmin | undefined, payload: Payload = {}) {
  const name = String(payload.deed);
  const deed = Object.hasOwn(DEEDS, name) ? DEEDS[name] : undefined;
  if (deed === undefined) throw new BadQueryError('This cannot be done with a report.');
  await deed(admin, payload);
  return { saved: await savedReports(admin) };
}
