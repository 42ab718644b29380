import { expect } from 'chai';
import { workingHoursBefore } from '../../../src/use-cases/demo/working-hours.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Every hour of a week, from a Sunday on. */
const WEEK = Array.from({ length: 168 }, (_, i) => new Date(Date.UTC(2026, 10, 22, i, 34, 5)));

describe('working hours', () => {
  it('are from Monday to Friday between 8 and 17 h, in the past, and in order', () => {
    for (const now of WEEK) {
      let before = now;
      for (let hours = 0.2; hours < 400; hours += 11.3) {
        const moment = workingHoursBefore(now, hours);
        expect(moment < before, `${hours} before ${now.toISOString()}`).to.equal(true);
        expect([0, 6]).to.not.include(moment.getUTCDay());
        const time = moment.getTime() % DAY;
        expect(time).to.be.within(8 * HOUR, 17 * HOUR);
        before = moment;
      }
    }
  });

  it('make a week of 45', () => {
    for (const now of WEEK) {
      const moment = workingHoursBefore(now, 10);
      expect(moment.getTime() - workingHoursBefore(now, 55).getTime()).to.equal(7 * DAY);
    }
  });
});
