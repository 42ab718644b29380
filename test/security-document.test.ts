import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'docs/SECURITY.md'), 'utf8');

/** How many items of levels 1 and 2 each section of the standard's version 5.0.0 has, all of which begin with 1. */
const SECTIONS = `
  1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1
  4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2
  7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2
  10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5
  14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
`;
const wanted = SECTIONS.trim()
  .split(/\s+/)
  .flatMap((entry) => {
    const [section = '', count = ''] = entry.split(':');
    return Array.from({ length: Number(count) }, (_, place) => `${section}.${place + 1}`);
  });

const rows = text.split('\n').filter((line) => /^\| \d/.test(line));

/** What a cell names: items one by one, or from one to another of the same section. */
function itemsIn(cell: string): string[] {
  return cell.split(', ').flatMap((part) => {
    const [from = '', to = from] = part.trim().split(' to ');
    const [, section = '', first] = /^(\d+\.\d+)\.(\d+)$/.exec(from) ?? [];
    const last = Number(to.slice(section.length + 1));
    return Array.from(
      { length: last - Number(first) + 1 },
      (_, place) => `${section}.${Number(first) + place}`,
    );
  });
}

describe('what is said of security', () => {
  it('goes through every item of the standard, once', () => {
    const told = rows.flatMap((row) => itemsIn(row.split('|')[1] ?? ''));
    expect(told.toSorted()).to.deep.equal(wanted.toSorted());
  });

  it('says of each whether it is met, and leads to what is there', () => {
    for (const row of rows) {
      const [, item = '', state = '', how = ''] = row.split('|').map((cell) => cell.trim());
      expect(['met', 'part', 'not met', 'none'], item).to.include(state);
      for (const [, path = ''] of how.matchAll(/`([\w./-]+\/[\w.-]+|[\w-]+\.test\.ts|Dockerfile)`/g)) {
        if (path.startsWith('/')) continue;
        const isThere = [root, join(root, 'test')].some((folder) => existsSync(join(folder, path)));
        expect(isThere, `${item}: ${path}`).to.equal(true);
      }
    }
  });
});
