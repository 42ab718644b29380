/** The days of a week in the order of a calendar's hours. */
export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** The hours of seven days as texts, Monday first; undefined for what is no week. */
export function readWeek(value: unknown): string[] | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const days: unknown = JSON.parse(value);
    return Array.isArray(days) && days.every((day) => typeof day === 'string') ? days : undefined;
  } catch {
    return undefined;
  }
}

/** Days one after the other that have the same hours. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly hours: string;
}

/** A week in as few lines as say it; days without hours are left out. */
function runsOf(days: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const [index, hours] of days.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && last.hours === hours && last.to === index - 1)
      runs[runs.length - 1] = { ...last, to: index };
    else runs.push({ from: index, to: index, hours });
  }
  return runs.filter(({ hours }) => hours !== '');
}

const short = (day: number): string => (WEEKDAYS[day] ?? '').slice(0, 3);

/** The hours of a week as people write them, such as `Mon–Fri 09:00–18:00`; none for what is no week. */
export function weekInLines(value: unknown): string[] {
  return runsOf(readWeek(value) ?? []).map(({ from, to, hours }) => {
    const days = from === to ? short(from) : `${short(from)}–${short(to)}`;
    return `${days} ${hours.replaceAll('-', '–')}`;
  });
}
