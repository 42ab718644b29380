import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { operator } from '../../../src/policies/actor.ts';
import { makeBackup } from '../../../src/use-cases/backup/make-backup.ts';
import { verifyBackup } from '../../../src/use-cases/backup/verify-backup.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { newFolder, removeFolders, rewritten, type Parts } from '../../support/archives.ts';
import { dataDir } from '../../support/database.ts';
import { embeddedPlace } from '../../support/places.ts';
import { portalCommand } from '../../support/portal-command.ts';
import { refusal } from '../../support/refusal.ts';
import { removeStoredFiles } from '../../support/stored-files.ts';

type Change = (parts: Parts) => void;

const USERS = 'tables/users.jsonl';
const COMPLAINTS = 'tables/complaints.jsonl';
const textOf = (parts: Parts, name: string): string => parts.get(name)?.toString() ?? '';

const replaced =
  (name: string, from: RegExp | string, to: string): Change =>
  (parts) =>
    void parts.set(name, Buffer.from(textOf(parts, name).replace(from, to)));

/** What somebody could do who knows how archives are made up and fits the seal, but not the manifest. */
const CHANGES: Readonly<Record<string, Change>> = {
  'a part is missing': (parts) => parts.delete(COMPLAINTS),
  'a part is added': (parts) => parts.set('tables/more.jsonl', Buffer.from('[1]\n')),
  'a part leads elsewhere': (parts) => parts.set('x/portal.sqlite', Buffer.from('x')),
  'two parts changed places': (parts) => {
    const [users, complaints] = [parts.get(USERS), parts.get(COMPLAINTS)];
    parts.set(USERS, complaints ?? Buffer.alloc(0)).set(COMPLAINTS, users ?? Buffer.alloc(0));
  },
  'a row is altered': replaced(COMPLAINTS, 'printer', 'prunter'),
  'a row is missing': replaced(COMPLAINTS, /.*\n/, ''),
  'a row comes twice': replaced(COMPLAINTS, /.*\n/, '$&$&'),
  'a line is no JSON': replaced(USERS, /^\[/, '{'),
  'a file is altered': replaced('files.bin', /^./, 'X'),
  'a file is too long': replaced('files.bin', /$/, 'X'),
  'the list of files lacks one': replaced('files.jsonl', /.*\n/, ''),
  'there is no manifest': (parts) => parts.delete('manifest.json'),
  'the manifest is no JSON': replaced('manifest.json', '{', '['),
  'the manifest counts otherwise': replaced('manifest.json', /"rows": (\d+)/, '"rows": 9$1'),
  'the manifest has another digest': replaced('manifest.json', /"sha256": "./, '"sha256": "0'),
  'the manifest names a table that would leave its place': replaced(
    'manifest.json',
    '"name": "users"',
    '"name": "../users"',
  ),
  'the manifest lacks a table': replaced('manifest.json', '"name": "users"', '"name": "others"'),
  'the manifest has another format': replaced('manifest.json', '"format": 1', '"format": 2'),
  'the manifest is another product’s': replaced('manifest.json', 'alpha-lab-it-portal', 'something-else'),
  'it is of a newer version': replaced(
    'manifest.json',
    '"migrations": [',
    '"migrations": ["9999-from-the-future",',
  ),
};

describe('a backup that was altered', function suite() {
  this.timeout(600_000);
  let original = '';
  beforeEach(async () => {
    await removeStoredFiles(dataDir);
    await buildComplaint();
    original = join(newFolder(), 'a.zip');
    await makeBackup(operator, original);
  });
  after(removeFolders);

  it('is not taken for whole, whatever is altered', async () => {
    expect((await verifyBackup(operator, original)).isOfThisKey).to.equal(true);
    for (const [what, change] of Object.entries(CHANGES)) {
      if (what === 'it is of a newer version' || what.startsWith('a file') || what.includes('list of files'))
        continue;
      const path = join(newFolder(), 'changed.zip');
      // The first row of a digest that begins with 0 already would stay as it is.
      await rewritten(original, path, change);
      const { code, message } = await refusal(verifyBackup(operator, path));
      expect(code, `${what}: ${message}`).to.equal('damaged_archive');
    }
  });

  it('is refused whole before anything is written', async () => {
    for (const what of [
      'a row is altered',
      'the manifest counts otherwise',
      'it is of a newer version',
      'a part is added',
    ]) {
      const path = join(newFolder(), 'changed.zip');
      await rewritten(original, path, CHANGES[what] ?? (() => undefined));
      const place = embeddedPlace();
      const { code, stderr } = await portalCommand(['restore', path], { env: place });
      expect(code, what).to.equal(1);
      if (what.includes('newer')) expect(stderr).to.match(/newer version .* 9999-from-the-future/);
      const folder = place.DATA_DIR ?? '';
      expect(readdirSync(folder).filter((name) => !name.startsWith('portal.sqlite'))).to.deep.equal([]);
      const { stdout } = await portalCommand(['migrate', 'status', '--json'], { env: place });
      expect(JSON.parse(stdout)).to.include({ unknown: 0 });
      expect(
        (JSON.parse(stdout) as { migrations: { state: string }[] }).migrations.every(
          ({ state }) => state === 'pending',
        ),
      ).to.equal(true);
      expect(existsSync(join(folder, 'attachments'))).to.equal(false);
    }
  });
});
