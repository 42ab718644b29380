import { expect } from 'chai';
import {
  beginOfDay,
  dayOfMoment,
  daysFrom,
  stretchesOf,
} from '../../../src/use-cases/reports/counting/days.ts';
import {
  addTimes,
  quantileOf,
  addWritten,
  toTwoDigits,
  writeTimes,
} from '../../../src/use-cases/reports/counting/tally.ts';
import { daysBefore, stepsOf } from '../../../src/use-cases/reports/period.ts';

const HOUR = 3_600_000;

describe('days of a time zone', () => {
  // Both hemispheres, half hours, midnights that do not come, and a day that was left out.
  for (const [zone, from, to, uneven] of [
    ['Europe/Berlin', 20260301, 20260331, { 20260329: 23 }],
    ['America/New_York', 20261025, 20261130, { 20261101: 25 }],
    ['Australia/Lord_Howe', 20260401, 20260430, { 20260405: 24.5 }],
    ['America/Santiago', 20260901, 20260930, { 20260906: 23 }],
    ['Asia/Kolkata', 20260101, 20260131, {}],
    ['Asia/Kathmandu', 20260601, 20260630, {}],
    ['Pacific/Apia', 20111220, 20120110, { 20111230: 0 }],
  ] as const) {
    it(`follow one another, none missing and none twice: ${zone}`, () => {
      const days = daysFrom(from, to);
      const begins = days.map((day) => beginOfDay(day, zone));
      const lengths = begins.slice(1).map((begin, index) => (begin - (begins[index] ?? 0)) / HOUR);
      const odd = lengths.flatMap((hours, index) => (hours === 24 ? [] : [[days[index], hours]]));
      expect(Object.fromEntries(odd)).to.deep.equal(uneven);
      // Each moment lies in the day that began last.
      for (const [index, begin] of begins.slice(0, -1).entries()) {
        if (lengths[index] === 0) continue;
        expect(dayOfMoment(new Date(begin), zone)).to.equal(days[index]);
        expect(dayOfMoment(new Date((begins[index + 1] ?? 0) - 1), zone)).to.equal(days[index]);
      }
    });
  }

  it('are put together where they follow one another', () => {
    expect(stretchesOf([20260301, 20260228, 20260227, 20260305, 20260301])).to.deep.equal([
      { first: 20260227, last: 20260301 },
      { first: 20260305, last: 20260305 },
    ]);
  });
});

describe('periods', () => {
  const between = (first: number, last: number) => ({ first, last });

  for (const [what, days, before] of [
    ['days', between(20260310, 20260316), between(20260303, 20260309)],
    ['a week', between(20260316, 20260322), between(20260309, 20260315)],
    ['a part of a week', between(20260316, 20260318), between(20260309, 20260311)],
    ['a month', between(20260301, 20260331), between(20260201, 20260228)],
    ['a short month', between(20260201, 20260228), between(20260101, 20260131)],
    ['a part of a month', between(20260301, 20260330), between(20260201, 20260228)],
    ['ten days of a month', between(20260501, 20260510), between(20260401, 20260410)],
    ['three months', between(20260101, 20260331), between(20251001, 20251231)],
    ['a leap day', between(20240229, 20240229), between(20240228, 20240228)],
  ] as const) {
    it(`are compared with the one before: ${what}`, () => {
      expect(daysBefore(days)).to.deep.equal(before);
    });
  }

  it('have ISO weeks, over the turn of a year, and months that end where the period does', () => {
    expect(stepsOf(between(20251230, 20260106), 'week')).to.deep.equal([
      between(20251230, 20260104),
      between(20260105, 20260106),
    ]);
    expect(stepsOf(between(20240115, 20240301), 'month')).to.deep.equal([
      between(20240115, 20240131),
      between(20240201, 20240229),
      between(20240301, 20240301),
    ]);
    expect(stepsOf(between(20260328, 20260330), 'day')).to.have.length(3);
  });
});

describe('times', () => {
  it('are kept to two digits', () => {
    const rounded = [0, 0.4, 7.5, 99, 99.6, 104, 105, 994, 996, 12_345].map(toTwoDigits);
    expect(rounded).to.deep.equal([0, 0, 8, 99, 100, 100, 110, 990, 1000, 12_000]);
  });

  it('have a median and a slowest tenth, and are read as they were written', () => {
    const times = new Map<number, number>();
    addTimes(times, [
      [120, 5],
      [7, 4],
      [1300, 1],
    ]);
    expect([0.5, 0.9, 1].map((part) => quantileOf(times, part))).to.deep.equal([120, 120, 1300]);
    expect(quantileOf(new Map(), 0.5)).to.equal(null);
    expect(writeTimes(times)).to.equal('7:4 120:5 1300:1');
    const read = new Map<number, number>();
    for (const stored of ['7:4 120:5', '', '7:0 1300:1']) addWritten(read, stored);
    expect(read).to.deep.equal(times);
    addWritten(read, '0:2 120:10');
    expect(read).to.deep.equal(new Map([...times, [120, 15], [0, 2]]));
  });
});
