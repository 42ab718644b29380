import { expect } from 'chai';
import fc from 'fast-check';
import { readHours } from '../../../src/models/weekly-hours.ts';
import type { WorkingCalendar } from '../../../src/use-cases/targets/open-hours.ts';
import { addWorkingTime, isOpenAt, workingTimeBetween } from '../../../src/use-cases/targets/working-time.ts';

const MINUTE = 60_000;

function calendar(
  timeZone: string,
  days: readonly string[],
  holidays: readonly string[] = [],
): WorkingCalendar {
  return { timeZone, hours: readHours(JSON.stringify(days)), holidays: new Set(holidays) };
}

const nineToSix = ['09:00-18:00', '09:00-18:00', '09:00-18:00', '09:00-18:00', '09:00-18:00', '', ''];
const always = Array.from({ length: 7 }, () => '00:00-24:00');
const utc = calendar('UTC', nineToSix);

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows, by another way than the program's. */
function wall(at: number, timeZone: string): { date: string; weekday: number; minute: number } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(timeZone, format);
  const [date = '', time = ''] = format.format(at).split(' ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { date, weekday: (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7, minute: hour * 60 + minute };
}

function isOpenMinute({ timeZone, hours, holidays }: WorkingCalendar, at: number): boolean {
  const { date, weekday, minute } = wall(at, timeZone);
  return !holidays.has(date) && (hours[weekday] ?? []).some(([from, to]) => from <= minute && minute < to);
}

/** Minute by minute, as far as `most` minutes. */
function slowly(on: WorkingCalendar, since: number, work: number, most: number): number | null {
  let left = work;
  for (let minute = 0; minute < most; minute += 1) {
    if (!isOpenMinute(on, since + minute * MINUTE)) continue;
    left -= 1;
    if (left === 0) return since + (minute + 1) * MINUTE;
  }
  return null;
}

/** Around days when a clock changes, a month or a year ends, a day is left out, and where zones have odd minutes. */
const TURNS: readonly (readonly [timeZone: string, around: string])[] = [
  ['Europe/Berlin', '2026-03-29T00:00Z'],
  ['Europe/Berlin', '2026-10-25T00:00Z'],
  ['America/New_York', '2026-11-01T05:00Z'],
  ['America/Sao_Paulo', '2018-02-17T22:00Z'],
  ['America/Sao_Paulo', '2018-11-04T00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T14:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T14:00Z'],
  ['Pacific/Apia', '2011-12-29T12:00Z'],
  ['Asia/Kolkata', '2027-12-31T15:00Z'],
  ['Asia/Kathmandu', '2028-02-28T12:00Z'],
  ['Asia/Beirut', '2026-03-28T20:00Z'],
  ['UTC', '2026-12-31T20:00Z'],
];

const minutesOfDay = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(0, 30, 60, 90, 120, 150, 180, 1380, 1410, 1440),
    fc.integer({ min: 0, max: 1440 }),
  ),
  { minLength: 0, maxLength: 6 },
);
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** A day's hours of some of these minutes, in pairs. */
const day = minutesOfDay.map((minutes) => {
  const sorted = minutes.toSorted((a, b) => a - b);
  const pairs = sorted.flatMap((from, index) => {
    const to = sorted[index + 1];
    return index % 2 === 0 && to !== undefined ? [`${clock(from)}-${clock(to)}`] : [];
  });
  return pairs.join(', ');
});

const scene = fc
  .record({
    turn: fc.constantFrom(...TURNS),
    days: fc.oneof(
      fc.array(day, { minLength: 7, maxLength: 7 }),
      fc.constant(always),
      fc.constant(nineToSix),
    ),
    offset: fc.integer({ min: -2 * 1440, max: 1440 }),
    length: fc.integer({ min: 0, max: 2 * 1440 }),
    work: fc.integer({ min: 1, max: 900 }),
    isHoliday: fc.boolean(),
  })
  .map(({ turn: [timeZone, around], days, offset, isHoliday, ...rest }) => ({
    on: calendar(timeZone, days, isHoliday ? [around.slice(0, 10)] : []),
    since: Date.parse(around) + offset * MINUTE,
    ...rest,
  }));

describe('working time', () => {
  it('is the same as counted minute by minute', function () {
    this.timeout(30_000);
    fc.assert(
      fc.property(scene, ({ on, since, length }) => {
        const minutes = Array.from({ length }, (_, minute) => since + minute * MINUTE);
        const counted = minutes.filter((at) => isOpenMinute(on, at)).length;
        const end = since + length * MINUTE;
        expect(workingTimeBetween(on, new Date(since), new Date(end))).to.equal(counted * MINUTE);
        expect(isOpenAt(on, new Date(end))).to.equal(isOpenMinute(on, end));
      }),
      { numRuns: 150 },
    );
  });

  it('ends at the minute at which walking through the minutes ends', function () {
    this.timeout(30_000);
    fc.assert(
      fc.property(scene, ({ on, since, work }) => {
        const most = 4 * 1440;
        const expected = slowly(on, since, work, most);
        const due = addWorkingTime(on, new Date(since), work * MINUTE);
        if (expected === null) expect(due === null || due.getTime() > since + most * MINUTE).to.equal(true);
        else expect(due?.getTime()).to.equal(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('adds what it counts, to the millisecond', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 1, max: 40_000_000 }), ({ on, since }, work) => {
        const due = addWorkingTime(on, new Date(since), work);
        if (due !== null) expect(workingTimeBetween(on, new Date(since), due)).to.equal(work);
      }),
      { numRuns: 200 },
    );
  });

  const table: readonly (readonly [what: string, since: string, hours: number, due: string])[] = [
    ['within a day', '2026-11-24T10:00Z', 4, '2026-11-24T14:00Z'],
    ['over a weekend', '2026-11-20T17:00Z', 4, '2026-11-23T12:00Z'],
    ['up to the end of a day', '2026-11-20T17:00Z', 1, '2026-11-20T18:00Z'],
    ['from before a day begins', '2026-11-23T03:00Z', 1, '2026-11-23T10:00Z'],
    ['over the end of a year', '2026-12-31T17:00Z', 2, '2027-01-01T10:00Z'],
  ];
  for (const [what, since, hours, due] of table) {
    it(`goes on ${what}`, () => {
      expect(addWorkingTime(utc, new Date(since), hours * 60 * MINUTE)?.toISOString()).to.equal(
        new Date(due).toISOString(),
      );
    });
  }

  it('loses no minute at midnight around the clock, on the days on which the clock changes as well', () => {
    const berlin = calendar('Europe/Berlin', always);
    const [from, to] = [new Date('2026-01-01T00:00Z'), new Date('2027-01-01T00:00Z')];
    expect(workingTimeBetween(berlin, from, to)).to.equal(365 * 1440 * MINUTE);
    expect(addWorkingTime(berlin, from, 365 * 1440 * MINUTE)).to.deep.equal(to);
  });

  it('leaves holidays out', () => {
    const free = calendar('UTC', nineToSix, ['2026-11-23']);
    const due = addWorkingTime(free, new Date('2026-11-20T17:00Z'), 4 * 60 * MINUTE);
    expect(due?.toISOString()).to.equal('2026-11-24T12:00:00.000Z');
  });

  it('never ends in a calendar that is never open', () => {
    expect(addWorkingTime(calendar('UTC', Array(7).fill('')), new Date(0), MINUTE)).to.equal(null);
  });
});
