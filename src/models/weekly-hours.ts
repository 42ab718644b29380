/** From one minute of a day to another, the first of which belongs to it; 1440 is the end of the day. */
export type Span = readonly [from: number, to: number];

/** When work is done in a week: the spans of each day, Monday first, in order and apart from one another. */
export type WeeklyHours = readonly (readonly Span[])[];

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const DAY_MINUTES = 1440;
/** Most spans of one day. */
const MOST = 8;

const TIME = String.raw`(\d{1,2}):(\d{2})`;
const SPAN = new RegExp(String.raw`^\s*${TIME}\s*[-–]\s*${TIME}\s*$`);

function spanOf(text: string): Span | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = SPAN.exec(text) ?? [];
  const from = Number(fromHour) * 60 + Number(fromMinute);
  const to = Number(toHour) * 60 + Number(toMinute);
  const isClock = Number(fromMinute) < 60 && Number(toMinute) < 60 && from < DAY_MINUTES && to <= DAY_MINUTES;
  // Clocks call the end of a day by the name of its beginning.
  return isClock ? [from, to === 0 ? DAY_MINUTES : to] : undefined;
}

function daySpans(day: string, text: string): readonly Span[] {
  if (text.trim() === '') return [];
  const parts = text.split(',');
  if (parts.length > MOST) throw new Error(`${day} has more than ${MOST} spans.`);
  const spans = parts.map((part) => {
    const span = spanOf(part);
    if (span === undefined) throw new Error(`${day}: write hours such as 09:00-18:00; a day ends at 24:00.`);
    if (span[0] >= span[1]) throw new Error(`${day}: ${part.trim()} ends before it begins.`);
    return span;
  });
  const sorted = spans.toSorted(([a], [b]) => a - b);
  if (sorted.some(([from], index) => index > 0 && from < (sorted[index - 1]?.[1] ?? 0)))
    throw new Error(`${day} has hours that overlap.`);
  return sorted;
}

function daysOf(text: string): readonly string[] {
  try {
    const days: unknown = JSON.parse(text);
    if (Array.isArray(days) && days.length === 7 && days.every((day) => typeof day === 'string')) return days;
  } catch {
    // Said below, as of all that is no week.
  }
  throw new Error('The hours are those of seven days.');
}

/**
 * The hours that a stored text stands for: the JSON of seven texts such as `09:00-13:00, 14:00-18:00`, Monday first.
 *
 * @throws Error whose message is for the person who wrote it.
 */
export function readHours(text: string): WeeklyHours {
  return daysOf(text).map((day, index) => daySpans(WEEKDAYS[index] ?? '', day));
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The hours of one day as people write them. */
export function dayInWords(spans: readonly Span[]): string {
  return spans.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(', ');
}

/** Hours as they are stored. */
export function writeHours(hours: WeeklyHours): string {
  return JSON.stringify(hours.map(dayInWords));
}
