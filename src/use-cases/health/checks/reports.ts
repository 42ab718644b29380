import { Op } from 'sequelize';
import { presentMoment } from '../../../database/present-moment.ts';
import { DAY_MS } from '../../../durations.ts';
import { ReportRun } from '../../../models/report-run.ts';
import type { Check } from '../check.ts';
import { counted } from '../../../counted.ts';

/** For how long what failed is told, in milliseconds. */
const FRESH_MS = 7 * DAY_MS;

/** Whether the reports that the clock makes were made when they were last due. */
export const reportsCheck: Check = {
  name: 'reports',
  label: 'Reports by the clock',
  group: 'work',
  async run() {
    const since = new Date(presentMoment().getTime() - FRESH_MS);
    const runs = await ReportRun.findAll({
      attributes: ['id', 'reportId', 'state'],
      where: { isByClock: true, reportId: { [Op.ne]: null }, endedAt: { [Op.gt]: since } },
      order: ['id'],
      raw: true,
    });
    // The last of each report counts.
    const last = new Map(runs.map(({ reportId, state }) => [reportId, state]));
    const failed = [...last.values()].filter((state) => state === 'failed').length;
    if (failed === 0) return { level: 'ok', text: 'None failed within a week.' };
    return {
      level: 'warning',
      text: `${counted(failed, 'report')} could not be made when the clock last asked.`,
      advice: 'The page of the reports tells why; change the report there, or have it made now.',
    };
  },
};
