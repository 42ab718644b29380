import { ReportRecipient } from '../../../models/report-recipient.ts';
import type { ReportRun } from '../../../models/report-run.ts';
import { SavedReport } from '../../../models/saved-report.ts';
import { notify } from '../../notifications/notify.ts';
import type { Period } from '../figures.ts';

async function recipientsOf(reportId: number): Promise<number[]> {
  const rows = await ReportRecipient.findAll({ where: { reportId }, raw: true });
  return rows.map(({ userId }) => userId);
}

/**
 * Tells those who are to have what the clock made, in the surrounding transaction; whether they may see it is judged
 * when their mails are sent.
 */
export async function tellMade(
  { id, reportId, name, isByClock }: ReportRun,
  { from, to }: Period,
): Promise<void> {
  if (reportId === null || !isByClock) return;
  for (const recipientId of await recipientsOf(reportId)) {
    const letter = { kind: 'letter.report', channel: 'mail', recipientId } as const;
    await notify({
      ...letter,
      details: { runId: id, name, from, to },
      dedupeKey: `report-run:${id}:${recipientId}`,
    });
  }
}

/**
 * Tells those who were to have what the clock could not make, and whoever keeps the report, once for a run, in the
 * surrounding transaction. Whoever asked for one themselves sees it where they asked.
 */
export async function tellFailed({ id, reportId, name, isByClock, reason }: ReportRun): Promise<void> {
  if (reportId === null || !isByClock) return;
  const report = await SavedReport.findByPk(reportId, { attributes: ['ownerId'] });
  const owners = typeof report?.ownerId === 'number' ? [report.ownerId] : [];
  for (const recipientId of new Set([...owners, ...(await recipientsOf(reportId))])) {
    const letter = { kind: 'letter.report_failed', channel: 'mail', recipientId } as const;
    const dedupeKey = `report-run-failed:${id}:${recipientId}`;
    await notify({ ...letter, details: { runId: id, name, reason }, dedupeKey });
  }
}
