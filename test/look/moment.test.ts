import { expect } from 'chai';
import { readableAge } from '../../src/look/moment.tsx';
import { readableTime } from '../../src/readable-time.ts';

describe('a moment', () => {
  const moment = new Date('2026-03-05T19:45:00Z');

  it('is told in the time zone that the portal is set to', () => {
    expect(readableTime(moment, 'UTC')).to.equal('5 Mar 2026, 19:45');
    expect(readableTime(moment, 'Asia/Kolkata')).to.equal('6 Mar 2026, 01:15');
  });

  it('is nothing where there is none', () => {
    expect(readableTime(new Date('not a date'), 'UTC')).to.equal(undefined);
  });
});

describe('how long ago a moment was', () => {
  const now = new Date('2026-03-05T12:00:00Z');

  it('is told in the largest unit that fits, in words or in short', () => {
    const cases: [string, string, string][] = [
      ['2026-03-05T11:59:31Z', 'just now', 'now'],
      ['2026-03-05T12:00:05Z', 'just now', 'now'],
      ['2026-03-05T11:59:00Z', '1 minute ago', '1 min'],
      ['2026-03-05T09:01:00Z', '2 hours ago', '2 h'],
      ['2026-03-02T12:00:00Z', '3 days ago', '3 d'],
      ['2026-01-01T12:00:00Z', '2 months ago', '2 mo'],
      ['2024-03-05T12:00:00Z', '2 years ago', '2 y'],
    ];
    for (const [moment, words, short] of cases) {
      expect(readableAge(new Date(moment), now)).to.equal(words);
      expect(readableAge(new Date(moment), now, true)).to.equal(short);
    }
  });
});
