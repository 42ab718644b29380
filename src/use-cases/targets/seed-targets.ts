import { Calendar, USUAL_HOURS } from '../../models/calendar.ts';
import { Complaint } from '../../models/complaint.ts';
import { ServiceTarget } from '../../models/target.ts';
import { inTransaction } from '../../database/transaction.ts';
import { asHistory } from '../../journal/followers.ts';
import { seedRows } from '../schema/seed-rows.ts';
import { enqueueApplying } from './changed-targets.ts';
import { portalZone } from './portal-zone.ts';

const HOUR = 60;
const DAY = 9 * HOUR;

/** In working minutes. */
const TARGETS = [
  { key: 'critical', name: 'Critical', urgency: 'critical', first: HOUR / 2, resolution: 4 * HOUR },
  { key: 'high', name: 'High', urgency: 'high', first: 2 * HOUR, resolution: DAY },
  { key: 'medium', name: 'Medium', urgency: 'medium', first: 4 * HOUR, resolution: 3 * DAY },
  { key: 'low', name: 'Low', urgency: 'low', first: DAY, resolution: 5 * DAY },
] as const;

/**
 * Adds a calendar of working days and a target for each urgency, where they never were. Of complaints that are there
 * already it is worked out when what of them is due.
 */
export async function seedTargets(): Promise<void> {
  await inTransaction(async () => {
    await asHistory(() =>
      seedRows(Calendar, [
        { key: 'working-hours', name: 'Working hours', timeZone: portalZone(), hours: USUAL_HOURS },
      ]),
    );
    const calendar = await Calendar.findOne({ order: ['id'] });
    if (calendar === null) return;
    const rows = TARGETS.map(({ first, resolution, ...target }) => ({
      ...target,
      calendarId: calendar.id,
      firstResponseMinutes: first,
      resolutionMinutes: resolution,
    }));
    const added = await asHistory(() => seedRows(ServiceTarget, rows));
    if (added > 0 && (await Complaint.count()) > 0) await enqueueApplying();
  });
}
