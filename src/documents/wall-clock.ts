const DAY_MS = 86_400_000;
/** Clocks are set at quarters of an hour. */
const QUARTER_MS = 15 * 60_000;
/** Most days and quarters that are remembered. */
const MOST = 20_000;

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds; it takes long to find out. */
function offsetsOf(timeZone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (time) => {
    const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = 0, minutes = 0, seconds = 0] = /([+-])(\d+):(\d+)(?::(\d+))?/.exec(name) ?? [];
    const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -ms : ms;
  };
}

/** Remembers what is asked for again and again. */
function remembering<Value>(read: (key: number) => Value): (key: number) => Value {
  const known = new Map<number, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      if (known.size >= MOST) known.clear();
      value = read(key);
      known.set(key, value);
    }
    return value;
  };
}

/**
 * Makes a clock of a time zone: for a moment, the milliseconds of a moment in UTC that shows the same day and time. It
 * is quick enough for the millions of moments that a large table has.
 */
export function wallClock(timeZone: string): (moment: Date) => number {
  const read = offsetsOf(timeZone);
  // Null: on that day clocks are set.
  const ofDay = remembering<number | null>((day) => {
    const offset = read(day * DAY_MS);
    return offset === read((day + 1) * DAY_MS) ? offset : null;
  });
  const ofQuarter = remembering((quarter) => read(quarter * QUARTER_MS));
  return (moment) => {
    const time = moment.getTime();
    if (Number.isNaN(time)) return time;
    return time + (ofDay(Math.floor(time / DAY_MS)) ?? ofQuarter(Math.floor(time / QUARTER_MS)) ?? 0);
  };
}

const dayText = remembering((day) => {
  const text = new Date(day * DAY_MS).toISOString();
  return text.slice(0, text.indexOf('T'));
});

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** A moment as a time zone's clock shows it, such as `2026-01-31 14:05:00`. */
export function clockText(wall: number): string {
  const day = Math.floor(wall / DAY_MS);
  const seconds = Math.floor((wall - day * DAY_MS) / 1000);
  const minutes = Math.floor(seconds / 60);
  return `${dayText(day)} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}
