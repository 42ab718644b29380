import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { receiveFile } from '../../src/use-cases/attachments/receive-file.ts';
import { postComplaint } from '../../src/use-cases/complaints/post-complaint.ts';
import { buildCast } from '../factories/people.ts';
import { newFolder, removeFolders } from '../support/archives.ts';
import { dataDir, testEnvironment } from '../support/database.ts';
import { serverPlace, type Place } from '../support/places.ts';
import { portalCommand, type CommandResult } from '../support/portal-command.ts';
import { program } from '../support/program.ts';
import { removeStoredFiles } from '../support/stored-files.ts';
import { openPlace } from '../torture/place.ts';
import { wholeFiles } from '../torture/invariants/files.ts';

const root = join(import.meta.dirname, '..', '..');

/** Runs a command no file of which may grow beyond so much, as on a disk that is full. */
function withRoomFor(mostKiB: number, parameters: readonly string[], env: Place): Promise<CommandResult> {
  // Counted in blocks of 512 bytes.
  const script = `ulimit -f ${mostKiB * 2} && exec "$@"`;
  const command = [process.execPath, ...program('cli/index'), ...parameters];
  const options = { cwd: root, env: { PATH: process.env.PATH, ...testEnvironment, ...env } };
  return new Promise((resolve) => {
    const child = execFile('/bin/sh', ['-c', script, 'sh', ...command], options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** Somebody who runs it reads why in a line, with nothing of where in the program that was. */
function expectTold({ code, stderr }: CommandResult): void {
  expect(code, stderr).to.equal(1);
  const lines = stderr.split('\n').filter((line) => line.startsWith('error: '));
  expect(lines, stderr).to.have.length(1);
  expect(stderr).not.to.match(/\n\s+at /);
}

describe('a disk that has no room', function suite() {
  this.timeout(240_000);
  beforeEach(async () => {
    await removeStoredFiles(dataDir);
    const { rosa } = await buildCast();
    const type = await ComplaintType.findOne({ rejectOnEmpty: true });
    const content = randomBytes(6_000_000).toString('base64');
    const attachments = [await receiveFile(Readable.from([Buffer.from(content)]), 'large.txt')];
    await postComplaint(rosa, { title: 'Large', description: 'd', typeId: String(type.id), attachments });
  });
  after(removeFolders);

  it('for a backup or a restore is told in a line; nothing half stays, and with room it is done', async () => {
    const folder = newFolder();
    const file = join(folder, 'portal.zip');
    expectTold(await withRoomFor(3000, ['backup', file], {}));
    expect(readdirSync(folder)).to.deep.equal([]);
    expect((await portalCommand(['backup', file])).code).to.equal(0);

    const into = await serverPlace();
    expectTold(await withRoomFor(6000, ['restore', file], into));
    const again = await portalCommand(['restore', file], { env: into });
    expect(again.code, again.stderr).to.equal(0);
    const place = openPlace(into);
    expect(await wholeFiles.find({ place, isOwn: false })).to.deep.equal([]);
    expect(await place.rows('SELECT COUNT(*) AS n FROM attachments')).to.deep.equal([{ n: 1 }]);
    await place.close();
  });
});
