import { expect } from 'chai';
import { spanInWords } from '../../src/portal/span-in-words.ts';
import { folded, isLog } from '../../src/portal/views/typed-text.tsx';

const lines = (count: number, line = 'word') =>
  Array.from({ length: count }, (_, n) => `${line} ${n}`).join('\n');

describe('texts on the portal’s pages', () => {
  it('are folded from sixteen lines on, and nothing of them is lost', () => {
    expect(folded(lines(15))).to.deep.equal([lines(15), '']);
    const [shown, rest] = folded(lines(16));
    expect(shown.split('\n')).to.have.length(10);
    expect(`${shown}\n${rest}`).to.equal(lines(16));
    const wide = lines(4, 'x'.repeat(400));
    const [first, more] = folded(wide);
    expect(first.split('\n')).to.have.length(2);
    expect(`${first}\n${more}`).to.equal(wide);
  });

  it('are folded between words where one line is as long as that', () => {
    const text = 'word '.repeat(600).trim();
    const [shown, rest] = folded(text);
    expect(shown.endsWith('word')).to.equal(true);
    expect(`${shown} ${rest}`).to.equal(text);
    const [start, end] = folded('x'.repeat(3000));
    expect(start + end).to.equal('x'.repeat(3000));
  });

  it('are logs where most lines are what programs write', () => {
    const log =
      '2026-11-25 10:42:01 ERROR no such printer\n2026-11-25 10:42:02 INFO retry\n  at print (spool.js:7)';
    expect(isLog(log)).to.equal(true);
    expect(isLog(`It says:\n${log}`)).to.equal(true);
    expect(isLog('Name\tSize\nscan.pdf\t2 MB\nfax.pdf\t3 MB')).to.equal(true);
    expect(isLog('The printer is slow.\nSince Monday.\nPlease help.\nThank you.')).to.equal(false);
    expect(isLog('- it hums\n- it blinks\n- it stops')).to.equal(false);
    expect(isLog('2026-11-25 10:42 it stopped')).to.equal(false);
  });

  it('say spans of time rounded up', () => {
    const hour = 3_600_000;
    for (const [ms, words] of [
      [0, 'an hour'],
      [hour, 'an hour'],
      [hour + 1, '2 hours'],
      [48 * hour, '48 hours'],
      [48 * hour + 1, '3 days'],
    ] as const)
      expect(spanInWords(ms)).to.equal(words);
  });
});
