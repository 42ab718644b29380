import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { environment } from '../src/settings/environment.ts';

const root = join(import.meta.dirname, '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** Set by the image, or of no use with a database server. */
const NOT_PASSED = new Set(['NODE_ENV', 'HOST', 'PORT', 'DATA_DIR', 'PORTAL_ADMIN_PASSWORD']);

describe('what a deployment can set', () => {
  const names = Object.keys(environment.shape);

  it('is told in the README, all of it and nothing else', () => {
    const [, table = ''] = /## Settings\n([^]*?)\n## /.exec(read('README.md')) ?? [];
    const rows = table.split('\n').filter((line) => line.startsWith('| `'));
    const told = rows.flatMap((row) => row.split('|')[1]?.match(/[A-Z_]{4,}/g) ?? []);
    expect(told.toSorted()).to.deep.equal(names.filter((name) => name !== 'NODE_ENV').toSorted());
  });

  it('is passed on by compose.yaml', () => {
    const [, block = ''] = /x-portal:([^]*?)\nservices:/.exec(read('compose.yaml')) ?? [];
    const passed = block.match(/(?<=^ {4})[A-Z_]+(?=:)/gm) ?? [];
    expect(passed.toSorted()).to.deep.equal(names.filter((name) => !NOT_PASSED.has(name)).toSorted());
  });
});
