import { readMoment, select } from '../../../database/select.ts';
import { dayOfMoment, type Day } from './days.ts';

/** The day on which the first complaint was filed. */
export async function firstDay(timeZone: string): Promise<Day | undefined> {
  const [row] = await select<{ at: Date | string | null }>(
    'SELECT MIN(created_at) AS at FROM complaints',
    {},
  );
  return row?.at ? dayOfMoment(readMoment(row.at), timeZone) : undefined;
}
