import type { Changes } from '../../../journal/events.ts';
import { ReportRecipient } from '../../../models/report-recipient.ts';

const told = (ids: readonly number[]): string => ids.toSorted((a, b) => a - b).join(', ');

/** Puts these people in the place of those who were told before, and says so where they are others. */
export async function changeRecipients(reportId: number, ids: readonly number[]): Promise<Changes> {
  const wanted = [...new Set(ids)];
  const rows = await ReportRecipient.findAll({ where: { reportId }, raw: true });
  const [from, to] = [told(rows.map(({ userId }) => userId)), told(wanted)];
  if (from === to) return {};
  await ReportRecipient.destroy({ where: { reportId } });
  await ReportRecipient.bulkCreate(wanted.map((userId) => ({ reportId, userId })));
  return { recipientIds: { from, to } };
}
