import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const FOLDER = 'test/browser';

/** What is expected of a page or of the database as it is at one moment, and not of a value that stays as it is. */
const READ_ONCE = /[;{}]\s*\n(\s*expect\((?=[^;]*(?:\bawait\b|\.url\(\)))[^;]*;)/g;
/** A limit that a quick machine keeps, and a pause that is taken for long enough. */
const BY_THE_CLOCK = /timeout: \d{1,3}\b|timeout: [1-9]\d{3}\b|setTimeout\(/g;

function found(pattern: RegExp): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
      return [...text.matchAll(pattern)].map(([all, statement = all]) => `${name}: ${statement.trim()}`);
    });
}

describe('tests in a browser', () => {
  it('read what comes a moment later until it is there, with eventually', () => {
    expect(found(READ_ONCE)).to.deep.equal([]);
  });

  it('measure nothing by the clock', () => {
    expect(found(BY_THE_CLOCK)).to.deep.equal([]);
  });
});
