import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import { operator } from '../../../src/policies/actor.ts';
import { makeBackup } from '../../../src/use-cases/backup/make-backup.ts';
import { verifyBackup } from '../../../src/use-cases/backup/verify-backup.ts';
import { buildCast } from '../../factories/people.ts';
import { newFolder, removeFolders, rewritten, type Parts } from '../../support/archives.ts';
import { dataDir } from '../../support/database.ts';
import { serverPlace } from '../../support/places.ts';
import { portalCommand } from '../../support/portal-command.ts';
import { removeStoredFiles } from '../../support/stored-files.ts';

interface Table {
  name: string;
  columns: { name: string; kind: string }[];
  rows: number;
  counter: number | null;
  bytes: number;
  sha256: string;
}

/** Sets a table with its rows, and lets the manifest fit. */
function setTable(parts: Parts, tables: Table[], table: Pick<Table, 'name' | 'columns'>, rows: unknown[][]) {
  const content = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const whole = { ...table, rows: rows.length, counter: null, bytes: content.length, sha256 };
  const there = tables.findIndex(({ name }) => name === table.name);
  if (there === -1) tables.push(whole);
  else tables[there] = whole;
  parts.set(`tables/${table.name}.jsonl`, content);
}

const NOW = new Date().toISOString();

/** What somebody writes who makes up a whole archive, so that everything in it fits but the tables that its migrations make. */
const MADE_UP: Readonly<Record<string, (parts: Parts, tables: Table[]) => void>> = {
  'a session that lets somebody in': (parts, tables) =>
    setTable(
      parts,
      tables,
      {
        name: 'sessions',
        columns: [
          { name: 'sid', kind: 'text' },
          { name: 'user_id', kind: 'whole' },
          { name: 'data', kind: 'text' },
          { name: 'expires', kind: 'moment' },
        ],
      },
      [['0'.repeat(64), 1, '{"userId":1,"sessionVersion":0}', '2099-01-01T00:00:00.000Z']],
    ),
  'a table that nobody makes': (parts, tables) =>
    setTable(parts, tables, { name: 'others', columns: [{ name: 'id', kind: 'whole' }] }, [[1]]),
  'a column that nobody makes': (parts, tables) =>
    setTable(parts, tables, { name: 'departments', columns: [{ name: 'rowid', kind: 'whole' }] }, [[1]]),
  'a column of another kind': (parts, tables) =>
    setTable(
      parts,
      tables,
      {
        name: 'departments',
        columns: [
          { name: 'id', kind: 'text' },
          { name: 'name', kind: 'text' },
          { name: 'created_at', kind: 'moment' },
          { name: 'updated_at', kind: 'moment' },
        ],
      },
      [['one', 'IT', NOW, NOW]],
    ),
};

describe('a backup that somebody made up', function suite() {
  this.timeout(600_000);
  let original = '';
  before(async () => {
    await removeStoredFiles(dataDir);
  });
  after(removeFolders);
  beforeEach(async () => {
    await buildCast();
    original = join(newFolder(), 'a.zip');
    await makeBackup(operator, original);
  });

  async function madeUp(change: (parts: Parts, tables: Table[]) => void): Promise<string> {
    const path = join(newFolder(), 'made-up.zip');
    await rewritten(original, path, (parts) => {
      const manifest = JSON.parse(parts.get('manifest.json')?.toString() ?? '') as { tables: Table[] };
      change(parts, manifest.tables);
      parts.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
    });
    return path;
  }

  it('brings nothing that its migrations do not make, and leaves room for another', async () => {
    const place = await serverPlace();
    for (const [what, change] of Object.entries(MADE_UP)) {
      const path = await madeUp(change);
      // In itself it fits: what it brings is looked at where it is restored.
      expect(await verifyBackup(operator, path), what).to.include({ isOfThisKey: true });
      const { code, stderr } = await portalCommand(['restore', path], { env: place });
      expect([code, /migrations do not make so/.test(stderr)], `${what}: ${stderr}`).to.deep.equal([1, true]);
    }
    // Nobody takes for whole what is there then.
    expect((await portalCommand(['setup-groups'], { env: place })).code).to.equal(1);
    const done = await portalCommand(['restore', original], { env: place });
    expect(done.code, done.stderr).to.equal(0);
  });
});
