const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** How long one step of a chart's time is. */
export type Step = 'day' | 'week' | 'month';

const parts = (day: string): [year: number, month: number, day: number] => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
};

/** A calendar day such as `23 Nov 2026`, or `23 Nov`. */
export function readDay(day: string, isShort = false): string {
  const [year, month, date] = parts(day);
  const name = `${date} ${MONTHS[month - 1] ?? ''}`;
  return isShort ? name : `${name} ${year}`;
}

/** A day, the week that begins with it or its month, in full: `Mon 23 Nov 2026`, `Week of 23 Nov 2026`, `Nov 2026`. */
export function readStep(day: string, step: Step): string {
  const [year, month, date] = parts(day);
  if (step === 'month') return `${MONTHS[month - 1] ?? ''} ${year}`;
  if (step === 'week') return `Week of ${readDay(day)}`;
  return `${WEEKDAYS[new Date(Date.UTC(year, month - 1, date)).getUTCDay()] ?? ''} ${readDay(day)}`;
}

/** The same for an axis; a month says its year in January. */
export function readShortStep(day: string, step: Step): string {
  const [year, month] = parts(day);
  if (step !== 'month') return readDay(day, true);
  return month === 1 ? `Jan ${year}` : (MONTHS[month - 1] ?? '');
}
