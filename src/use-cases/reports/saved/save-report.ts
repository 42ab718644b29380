import { presentMoment } from '../../../database/present-moment.ts';
import { inTransaction } from '../../../database/transaction.ts';
import { InvalidInputError } from '../../../errors.ts';
import { SavedReport } from '../../../models/saved-report.ts';
import type { Actor } from '../../../policies/actor.ts';
import { authorize } from '../../../policies/policy.ts';
import { reportPolicy } from '../../../policies/report.ts';
import { createRecord } from '../../records/create-record.ts';
import { portalZone } from '../../targets/portal-zone.ts';
import { changeRecipients } from './change-recipients.ts';
import { readSavedReport, savedReportNoun } from './report-noun.ts';

/** Reports that are kept at most. */
const MOST_REPORTS = 100;

/**
 * Keeps a report under a name, and has it made by the clock where a rhythm is chosen. Returns its number.
 *
 * @param input `name`, `question` as `readReport` takes it or with a named `period`, `format`, `every`, `recipientIds`.
 * @throws ForbiddenError, or InvalidInputError at the fields.
 */
export async function saveReport(
  actor: Actor,
  input: unknown,
  now: Date = presentMoment(),
  timeZone: string = portalZone(),
): Promise<number> {
  authorize(reportPolicy, actor, 'create');
  const { values, recipientIds } = await readSavedReport(actor, input, now, timeZone);
  return inTransaction(async () => {
    if ((await SavedReport.count()) >= MOST_REPORTS)
      throw new InvalidInputError({ name: `${MOST_REPORTS} reports are kept already: delete one first.` });
    const row = await createRecord(actor, savedReportNoun, { ...values, ownerId: actor.id }, (created) =>
      changeRecipients(Number(created.get('id')), recipientIds),
    );
    return Number(row.get('id'));
  });
}
