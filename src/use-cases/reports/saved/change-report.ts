import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import type { Actor } from '../../../policies/actor.ts';
import { authorize } from '../../../policies/policy.ts';
import { reportPolicy } from '../../../policies/report.ts';
import { updateRecord } from '../../records/update-record.ts';
import { portalZone } from '../../targets/portal-zone.ts';
import { changeRecipients } from './change-recipients.ts';
import { readChangedReport, savedReportNoun } from './report-noun.ts';
import { startIfDue } from './start-if-due.ts';

/**
 * Changes a report that is kept. What it asks stays as it is, unless another question is given.
 *
 * @param input as `saveReport` takes it; the `question` may be left out.
 * @param version the one that the form was opened with.
 * @throws NotFoundError, ForbiddenError, ConflictError, or InvalidInputError at the fields.
 */
export async function changeReport(
  actor: Actor,
  id: number,
  input: unknown,
  version?: number,
  now: Date = presentMoment(),
  timeZone: string = portalZone(),
): Promise<void> {
  authorize(reportPolicy, actor, 'update');
  const { values, recipientIds } = await readChangedReport(actor, input, now, timeZone);
  await inTransaction(async () => {
    // What is due is made as it was kept until now: the next time is another one from now on.
    await startIfDue(id, now, timeZone);
    await updateRecord(actor, savedReportNoun, id, values, version, () => changeRecipients(id, recipientIds));
  });
}
