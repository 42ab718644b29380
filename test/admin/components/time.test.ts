import { expect } from 'chai';
import { readableTime } from '../../../src/admin/components/parts/time.ts';

describe('a moment in the panel', () => {
  const moment = new Date('2026-03-05T19:45:00Z');

  it('is told in the time zone that the portal is set to', () => {
    expect(readableTime(moment, 'UTC')).to.equal('5 Mar 2026, 19:45');
    expect(readableTime(moment, 'Asia/Kolkata')).to.equal('6 Mar 2026, 01:15');
  });

  it('is nothing where there is none', () => {
    expect(readableTime(new Date('not a date'), 'UTC')).to.equal(undefined);
  });
});
