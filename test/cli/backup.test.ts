import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { buildCast } from '../factories/people.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { newFolder, removeFolders } from '../support/archives.ts';
import { dataDir } from '../support/database.ts';
import { embeddedPlace } from '../support/places.ts';
import { portalCommand, portalJson } from '../support/portal-command.ts';
import { removeStoredFiles } from '../support/stored-files.ts';

const PASSPHRASE = 'eleven green bottles';
const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'backup.md'), 'utf8');

/** The commands that the document tells people to run, each once. */
const told = new Set(
  [...document.matchAll(/^ *npm run portal -- (.+)$/gm)].map(([, command = '']) => command),
);

describe('backup', function suite() {
  this.timeout(600_000);
  beforeEach(() => removeStoredFiles(dataDir));
  after(removeFolders);

  it('does what the document says, command by command', async () => {
    await buildCast();
    await buildComplaint();
    const folder = newFolder();
    writeFileSync(join(folder, 'passphrase.txt'), `${PASSPHRASE}\n`);
    const place = embeddedPlace();
    const run = async (command: string, code: number, output: RegExp, env: Record<string, string> = {}) => {
      expect(told.delete(command), command).to.equal(true);
      const parameters = command
        .split(' ')
        .map((one) => (/\.(?:zip|txt)$/.test(one) ? join(folder, one) : one));
      const result = await portalCommand(parameters, { env });
      expect([result.code, output.test(result.stdout)], result.stdout + result.stderr).to.deep.equal([
        code,
        true,
      ]);
    };
    await run('backup portal.zip', 0, /1 complaint, \d+ people/);
    await run('backup verify portal.zip', 0, /is whole.*not encrypted/s);
    await run('restore portal.zip', 0, /^Restored: .*signs in again/s, place);
    // The tests' people have no superuser and their jobs nobody who does them.
    await run('check', 3, /Migrations .*tables of this version/, place);
    await run('audit verify', 0, /is whole/, place);
    const left = join(dataDir, 'drill-Ab12Cd');
    mkdirSync(join(left, 'restored'), { recursive: true });
    const old = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(left, old, old);
    expect((await portalCommand(['check'])).stdout).to.contain('A drill that was broken off left a copy');
    await run('backup drill', 0, /found the same/);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('drill-'))).to.deep.equal([]);
    await run('backup drill portal.zip', 0, /found the same/);
    rmSync(join(folder, 'portal.zip'));
    await run('backup portal.zip --passphrase-file passphrase.txt', 0, /encrypted/);
    expect([...told]).to.deep.equal([]);
  });

  it('is encrypted by what is set, and refuses a passphrase that would be guessed', async () => {
    const folder = newFolder();
    const [path, file] = [join(folder, 'a.zip'), join(folder, 'short')];
    const env = { BACKUP_PASSPHRASE: PASSPHRASE };
    expect((await portalJson(['backup', path], { env })).document).to.include({ encrypted: true });
    const without = await portalCommand(['backup', 'verify', path]);
    expect([without.code, without.stderr]).to.deep.equal([
      1,
      'error: The archive is encrypted. Give its passphrase by --passphrase-file or BACKUP_PASSPHRASE.\n',
    ]);
    expect((await portalJson(['backup', 'verify', path], { env })).document).to.include({ whole: true });
    writeFileSync(file, 'short\n');
    const weak = await portalCommand(['backup', join(folder, 'b.zip'), '--passphrase-file', file]);
    expect([weak.code, weak.stderr]).to.deep.equal([
      2,
      'error: --passphrase-file names a passphrase that must have at least 16 characters\n',
    ]);
    const none = await portalCommand(['backup', 'verify', join(folder, 'none.zip')]);
    expect([none.code, none.stderr]).to.deep.equal([
      1,
      `error: The file ${join(folder, 'none.zip')} does not exist.\n`,
    ]);
    const there = await portalCommand(['backup', path]);
    expect([there.code, /is there already/.test(there.stderr)]).to.deep.equal([1, true]);
  });
});
