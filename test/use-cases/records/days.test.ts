import { expect } from 'chai';
import { startOfDay } from '../../../src/use-cases/records/days.ts';
import { beginOf, dayOrMoment, endOf } from '../../../src/use-cases/records/listing/filters.ts';

/** Zone, day, and the moments in UTC at which it and the day after begin. */
const DAYS: readonly (readonly [zone: string, day: string, start: string, next: string])[] = [
  ['UTC', '2026-11-25', '2026-11-25T00:00', '2026-11-26T00:00'],
  ['Asia/Kolkata', '2026-11-25', '2026-11-24T18:30', '2026-11-25T18:30'],
  ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15', '2026-01-01T18:15'],
  ['America/New_York', '2026-11-25', '2026-11-25T05:00', '2026-11-26T05:00'],
  // Of 23 hours, and of 25.
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00', '2026-03-29T22:00'],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00', '2026-10-25T23:00'],
  // Clocks are put forward at midnight: the day begins at 1:00.
  ['America/Havana', '2026-03-08', '2026-03-08T05:00', '2026-03-09T04:00'],
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00', '2018-11-05T02:00'],
  // Clocks are put back at midnight: the hour before it comes twice, and belongs to the day before.
  ['America/Sao_Paulo', '2018-02-17', '2018-02-17T02:00', '2018-02-18T03:00'],
  // Midnight comes twice: the day begins with the first.
  ['America/Havana', '2026-11-01', '2026-11-01T04:00', '2026-11-02T05:00'],
  ['Pacific/Kiritimati', '2026-06-30', '2026-06-29T10:00', '2026-06-30T10:00'],
  // The day that Samoa left out.
  ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00', '2011-12-30T10:00'],
];

describe('the days of a time zone', () => {
  it('begin when its clocks come to them', () => {
    for (const [zone, day, start, next] of DAYS) {
      const told = [0, 1].map((after) => startOfDay(new Date(day), after, zone).toISOString().slice(0, 16));
      expect(told, `${zone} ${day}`).to.deep.equal([start, next]);
    }
  });

  it('are told apart from moments, which are of its clocks unless they say how far those are from UTC', () => {
    const moments: readonly (readonly [zone: string, text: string, moment: string])[] = [
      ['Asia/Kolkata', '2026-11-24T13:30', '2026-11-24T08:00:00.000Z'],
      ['Asia/Kolkata', '2026-11-24T13:30:15.250', '2026-11-24T08:00:15.250Z'],
      ['Asia/Kolkata', '2026-11-24 13:30', '2026-11-24T08:00:00.000Z'],
      ['Asia/Kolkata', '2026-11-24T13:30Z', '2026-11-24T13:30:00.000Z'],
      ['Asia/Kolkata', '2026-11-24T13:30-05:00', '2026-11-24T18:30:00.000Z'],
      // Of an hour that is left out it is the moment after it.
      ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00:00.000Z'],
    ];
    for (const [zone, text, moment] of moments) {
      expect(dayOrMoment.parse(text), text).to.equal(text);
      for (const read of [beginOf, endOf]) expect(read(text, zone).toISOString(), text).to.equal(moment);
    }
    for (const text of ['24 Nov 2026 13:30', '2026-11-24T25:00', '2026-11-24T13', '2026-11-24x'])
      expect(dayOrMoment.safeParse(text).success, text).to.equal(false);
  });
});
