import { expect } from 'chai';
import { dueInWords, overdueInWords } from '../../../src/use-cases/targets/due-in-words.ts';

describe('what is due or late, in words', () => {
  const dueAt = '2026-11-23T12:00:00.000Z';

  it('names the moment, and another one where it was noticed later', () => {
    expect(dueInWords({ target: 'response', dueAt })).to.equal(
      'the first response is due at 23 Nov 2026, 12:00',
    );
    expect(dueInWords({ dueAt, since: '2026-11-23T11:00:00.000Z' })).to.match(
      /^the resolution is due at 23 Nov 2026, 12:00; the portal was not running at 23 Nov 2026, 11:00, when/,
    );
  });

  it('names the moment once where it was due just then', () => {
    expect(overdueInWords({ dueAt, since: dueAt })).to.equal(
      'the resolution was due at 23 Nov 2026, 12:00; the portal was not running then',
    );
    expect(overdueInWords({})).to.equal('the resolution was due at some time');
  });
});
