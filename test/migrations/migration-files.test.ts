import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { migrationFiles } from '../../src/database/migration-files.ts';

const FOLDERS = ['a#b', 'what?', '100%25', '%41', 'two words', '[a-z]{b,c}!(d)*', 'Grüße', "it's"];

describe('the files of migrations', () => {
  let parent: string;
  before(() => {
    parent = mkdtempSync(join(tmpdir(), 'portal-folders-'));
  });
  after(() => rmSync(parent, { recursive: true, force: true }));

  for (const folder of FOLDERS) {
    it(`are found and loaded where the portal lies in a folder named ${folder}`, async () => {
      const installation = join(parent, folder);
      mkdirSync(join(installation, 'migrations'), { recursive: true });
      const files = {
        '0002-b.js': 'b',
        '0001-a.js': 'a',
        '0001-a.d.ts': 'x',
        '0001-a.js.map': 'x',
        'x.js': 'x',
      };
      for (const [name, is] of Object.entries(files)) {
        writeFileSync(join(installation, 'migrations', name), `exports.up = async () => '${is}';`);
      }
      const found = await migrationFiles('migrations', installation);
      expect(found.map(({ name }) => name)).to.deep.equal(['0001-a', '0002-b']);
      for (const { name, load } of found) {
        const { up } = await load();
        expect(await up({ context: undefined as never })).to.equal(name.at(-1));
      }
    });
  }
});
