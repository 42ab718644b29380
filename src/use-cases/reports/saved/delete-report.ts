import type { Actor } from '../../../policies/actor.ts';
import { deleteRecords } from '../../records/delete-records.ts';
import { savedReportNoun } from './report-noun.ts';

/**
 * Keeps a report no longer; what was made of it stays for its time.
 *
 * @throws NotFoundError, ForbiddenError.
 */
export async function deleteReport(actor: Actor, id: number): Promise<void> {
  await deleteRecords(actor, savedReportNoun, [id]);
}
