import type { ActionContext, ActionRequest, ActionResponse } from 'adminjs';
import { ConflictError } from '../../errors.ts';
import { importHolidays } from '../../use-cases/targets/import-holidays.ts';
import { fileIn } from '../request/import-file.ts';
import { actorBehind } from '../request/panel-admin.ts';
import { payloadOf, recordOf, success } from '../table/actions.ts';

function datesIn(sent: unknown): readonly string[] {
  return typeof sent === 'string' ? sent.split(',').filter((date) => date !== '') : [];
}

/**
 * Tells what an import of the sent calendar file would do; with the `digest` of what was told, adds those of its days that
 * `dates` names. Where something else would be done by now, that is told in its place and nothing is written.
 */
export async function importHolidayFile(
  request: ActionRequest,
  _response: unknown,
  context: ActionContext,
): Promise<ActionResponse> {
  const actor = actorBehind(context.currentAdmin);
  const id = Number(recordOf(context).id());
  const payload = payloadOf(request);
  const { firstYear, lastYear, digest, dates } = payload;
  const bytes = fileIn(payload);
  const years = { firstYear, lastYear };
  const look = async () => (await importHolidays(actor, id, bytes, years)).report;
  if (typeof digest !== 'string' || digest === '') return { report: await look(), isDone: false };
  try {
    const input = { ...years, expected: digest, dates: datesIn(dates) };
    const { report, written } = await importHolidays(actor, id, bytes, input);
    const notice = success(written === 1 ? 'One holiday added.' : `${written} holidays added.`);
    return { report, isDone: true, notice };
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return { report: await look(), isDone: false, changed: error.message };
  }
}
