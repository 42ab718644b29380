import type { ActionContext, ActionRequest, ActionResponse, NoticeMessage } from 'adminjs';
import { ConflictError } from '../../../errors.ts';
import { mayImportPeople } from '../../../policies/user.ts';
import { importPeople, type ImportOptions } from '../../../use-cases/people/import-people.ts';
import type { ImportReport } from '../../../use-cases/people/import/report.ts';
import { payloadOf, success } from '../../table/actions.ts';
import { actorBehind } from '../../request/panel-admin.ts';
import { fileIn } from '../../request/import-file.ts';

function summary({ created, changed }: ImportReport['counts']): NoticeMessage {
  return success(`${created} added, ${changed} changed.`);
}

/** Whether somebody may import people here. */
export function mayImport({ currentAdmin }: ActionContext): boolean {
  return mayImportPeople(actorBehind(currentAdmin));
}

/**
 * Tells what an import of the sent file would do; with the `digest` of what was told, does just that. Where something
 * else would be done by now, that is told in its place and nothing is written.
 */
export async function importFile(
  request: ActionRequest,
  _response: unknown,
  { currentAdmin }: ActionContext,
): Promise<ActionResponse> {
  const actor = actorBehind(currentAdmin);
  const payload = payloadOf(request);
  const bytes = fileIn(payload);
  const options: ImportOptions = { createDepartments: payload.createDepartments === 'true' };
  const { digest } = payload;
  if (typeof digest !== 'string' || digest === '')
    return { report: await importPeople(actor, bytes, { ...options, dryRun: true }), isDone: false };
  try {
    const report = await importPeople(actor, bytes, { ...options, expected: digest });
    return { report, isDone: true, notice: summary(report.counts) };
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const report = await importPeople(actor, bytes, { ...options, dryRun: true });
    return { report, isDone: false, changed: error.message };
  }
}
