const HOUR = 3_600_000;
/** The working day, in hours of UTC. */
const OPENS = 8;
const CLOSES = 17;

const opening = (moment: Date) => new Date(moment).setUTCHours(OPENS, 0, 0, 0);
const closing = (moment: Date) => new Date(moment).setUTCHours(CLOSES, 0, 0, 0);
const isWeekend = (moment: Date) => moment.getUTCDay() % 6 === 0;

/** The moment so many working hours before another, so that nobody files a complaint on Sunday night. */
export function workingHoursBefore(moment: Date, hours: number): Date {
  let left = hours * HOUR;
  let day = moment;
  for (;;) {
    const end = Math.min(day.getTime(), closing(day));
    const worked = isWeekend(day) ? 0 : Math.max(0, end - opening(day));
    if (worked > left) return new Date(end - left);
    left -= worked;
    day = new Date(closing(new Date(day.getTime() - 24 * HOUR)));
  }
}
