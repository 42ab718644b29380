import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { keepPrivate } from '../../src/database/private-files.ts';
import { root } from '../support/imports.ts';

const modeOf = (path: string) => (lstatSync(path).mode & 0o7777).toString(8);

/** Everything under a folder, and what others may do with it. */
function openToOthers(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.filter((name) => (lstatSync(join(folder, name)).mode & 0o077) !== 0);
}

describe('the data folder', function suite() {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'portal-private-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is closed to other accounts with all that the portal keeps there, and nothing else', () => {
    const inside = join(folder, 'attachments', 'ab', 'c'.repeat(32));
    mkdirSync(join(folder, 'attachments', 'ab'), { recursive: true });
    for (const name of ['portal.sqlite', 'portal.sqlite-wal', 'session-secret', 'theirs.txt'])
      writeFileSync(join(folder, name), 'x');
    writeFileSync(inside, 'x');
    writeFileSync(join(folder, 'far'), 'x');
    symlinkSync(join(folder, 'far'), join(folder, 'mail'));
    for (const name of [...readdirSync(folder), 'attachments/ab', `attachments/ab/${'c'.repeat(32)}`])
      chmodSync(join(folder, name), 0o777);
    chmodSync(folder, 0o755);
    keepPrivate(folder);
    expect(modeOf(folder)).to.equal('700');
    for (const name of ['portal.sqlite', 'portal.sqlite-wal', 'session-secret'])
      expect(modeOf(join(folder, name)), name).to.equal('600');
    expect([modeOf(join(folder, 'attachments')), modeOf(join(folder, 'attachments/ab'))]).to.deep.equal([
      '700',
      '700',
    ]);
    expect(modeOf(inside)).to.equal('600');
    expect([modeOf(join(folder, 'theirs.txt')), modeOf(join(folder, 'far'))]).to.deep.equal(['777', '777']);
  });

  it('stays as it is where many accounts share it', () => {
    chmodSync(folder, 0o1777);
    keepPrivate(folder);
    expect(modeOf(folder)).to.equal('1777');
  });

  it('is made private by a process with any umask, the database and its log included', () => {
    const dataDir = join(folder, 'new', 'var');
    const script = [
      "import { openDatabase, database } from './src/database/connect.ts';",
      "import { sessionSecret } from './src/web/session-secret.ts';",
      `await openDatabase({ databaseUrl: undefined, dataDir: ${JSON.stringify(dataDir)} });`,
      "await database().query('CREATE TABLE t (a)');",
      `await sessionSecret({ dataDir: ${JSON.stringify(dataDir)}, sessionSecret: undefined });`,
      // Its log would be gone after a proper end.
      "process.kill(process.pid, 'SIGKILL');",
    ].join('\n');
    const path = join(root, 'test', `umask-${process.pid}.mts`);
    writeFileSync(path, script.replaceAll("'./src", "'../src"));
    try {
      const run = spawnSync(
        '/bin/sh',
        ['-c', 'umask 000; exec "$0" --import tsx "$1"', process.execPath, path],
        {
          cwd: root,
          encoding: 'utf8',
        },
      );
      expect(run.signal, run.stderr).to.equal('SIGKILL');
    } finally {
      rmSync(path);
    }
    expect(readdirSync(dataDir)).to.include.members(['portal.sqlite', 'portal.sqlite-wal', 'session-secret']);
    expect(openToOthers(dataDir)).to.deep.equal([]);
    expect(modeOf(dataDir)).to.equal('700');
  });
});
