import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { NewFile } from '../../../src/archive/new-file.ts';
import { asOf } from '../../../src/database/present-moment.ts';
import { isSqlite } from '../../../src/database/connect.ts';
import { exclusively } from '../../../src/database/exclusively.ts';
import { openOwnConnection } from '../../../src/database/own-connection.ts';
import { migrateDown, migrateUp } from '../../../src/database/migrator.ts';
import { withSnapshot } from '../../../src/database/snapshot.ts';
import { operator } from '../../../src/policies/actor.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { storage } from '../../../src/storage/storage.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { makeBackup } from '../../../src/use-cases/backup/make-backup.ts';
import { makeDailyBackup } from '../../../src/use-cases/backup/scheduled/make-daily-backup.ts';
import { verifyBackup } from '../../../src/use-cases/backup/verify-backup.ts';
import type { HealthSettings } from '../../../src/use-cases/health/check.ts';
import { backupsCheck } from '../../../src/use-cases/health/checks/backups.ts';
import { deleteComplaints } from '../../../src/use-cases/complaints/delete-complaints.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast } from '../../factories/people.ts';
import { newFolder, partsOf, removeFolders } from '../../support/archives.ts';
import { dataDir, testEnvironment } from '../../support/database.ts';
import { journal } from '../../support/journal.ts';
import { embeddedPlace, serverPlace, type Place } from '../../support/places.ts';
import { portalCommand, portalJson } from '../../support/portal-command.ts';
import { killLeftOvers, startPortal } from '../../support/portal-process.ts';
import { program } from '../../support/program.ts';
import { refusal } from '../../support/refusal.ts';
import { removeStoredFiles } from '../../support/stored-files.ts';

const OTHER_KEY = 'quite another key than that of the tests, long enough';
const root = join(import.meta.dirname, '..', '..', '..');

async function file(words: string, attachment = words) {
  const cast = await buildCast();
  const type = await ComplaintType.findOne({ rejectOnEmpty: true });
  const attachments = [await receiveFile(Readable.from([Buffer.from(attachment)]), 'note.txt')];
  const input = { title: words, description: words, typeId: String(type.id), urgency: 'low', attachments };
  return { cast, complaint: await postComplaint(cast.rosa, input) };
}

/** Lines of an archive's table, each as the values of its columns by name. */
async function rowsOf(path: string, table: string): Promise<Record<string, unknown>[]> {
  const parts = await partsOf(path);
  const manifest = JSON.parse(parts.get('manifest.json')?.toString() ?? '') as {
    tables: { name: string; columns: { name: string }[] }[];
  };
  const columns = manifest.tables.find(({ name }) => name === table)?.columns ?? [];
  const lines = (parts.get(`tables/${table}.jsonl`)?.toString() ?? '').split('\n').filter(Boolean);
  return lines.map((line) => {
    const cells = JSON.parse(line) as unknown[];
    return Object.fromEntries(columns.map(({ name }, place) => [name, cells[place]]));
  });
}

/** Kills a command once its folder or its words show that it is in the middle. */
async function killed(parameters: readonly string[], env: Place, isAtIt: (stderr: string) => boolean) {
  const child = spawn(process.execPath, [...program('cli/index'), ...parameters], {
    cwd: root,
    env: { PATH: process.env.PATH, ...testEnvironment, ...env },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'exit');
  const watch = setInterval(() => void (isAtIt(stderr) && child.kill('SIGKILL')), 1);
  await ended;
  clearInterval(watch);
  return child.signalCode;
}

describe('restoring', function suite() {
  this.timeout(600_000);
  beforeEach(() => removeStoredFiles(dataDir));
  after(() => {
    killLeftOvers();
    removeFolders();
  });
  const archiveOf = async () => {
    const path = join(newFolder(), 'a.zip');
    await makeBackup(operator, path);
    return path;
  };

  it('keeps numbers, counters, journal and seals, and lets everybody sign in again', async () => {
    const { cast, complaint } = await file('Grüße, 你好 👋');
    const { id: last } = await buildComplaint();
    await deleteComplaints(cast.asha, [last]);
    const path = await archiveOf();
    const place = await serverPlace();
    const { code, document } = await portalJson(['restore', path], { env: place });
    expect([code, document.sameKey]).to.deep.equal([0, true]);
    expect((await portalJson(['audit', 'verify'], { env: place })).document).to.include({ whole: true });
    const again = join(newFolder(), 'b.zip');
    await portalCommand(['backup', again], { env: place });
    const [before, after] = [await verifyBackup(operator, path), await verifyBackup(operator, again)];
    const same = (name: string) => {
      const [one, other] = [before, after].map(({ manifest }) =>
        manifest.tables.find((t) => t.name === name),
      );
      expect(other, name).to.deep.equal(one);
    };
    for (const { name } of before.manifest.tables)
      if (!['events', 'event_seals', 'installation', 'jobs', 'used_keys'].includes(name)) same(name);
    expect(after.manifest.tables.find(({ name }) => name === 'complaints')?.counter).to.equal(last);
    expect(after.manifest.files).to.deep.equal(before.manifest.files);
    expect(before.manifest.tables.map(({ name }) => name)).not.to.include('sessions');
    expect((await rowsOf(again, 'complaints'))[0]).to.include({ id: complaint.id });
    const told = await rowsOf(again, 'events');
    expect(told.filter(({ name }) => name === 'backup.restored')).to.have.length(1);
  });

  it('refuses what is not empty, with counts, and a place that is in use', async () => {
    const { complaint } = await file('one');
    const path = await archiveOf();
    const { code, stderr } = await portalCommand(['restore', path]);
    expect(code).to.equal(1);
    expect(stderr).to.match(/not empty.*complaints: 1/s);
    expect(await Complaint.count({ where: { id: complaint.id } })).to.equal(1);
    const place = await serverPlace();
    expect((await portalCommand(['migrate'], { env: place })).code).to.equal(0);
    expect((await portalCommand(['seed'], { env: place })).code).to.equal(0);
    const worker = startPortal({ ...place, WORKER: 'off', PORTAL_ADMIN_PASSWORD: 'correct horse battery' });
    expect(await worker.url).not.to.equal(undefined);
    const used = await portalCommand(['restore', path], { env: place });
    expect([used.code, /Another process uses|not empty/.test(used.stderr)]).to.deep.equal([1, true]);
    worker.child.kill('SIGTERM');
    await worker.ended;
  });

  it('with another key is asked for, and told', async () => {
    await file('one');
    const path = await archiveOf();
    const place = { ...embeddedPlace(), SECRET_KEY: OTHER_KEY };
    const refused = await portalCommand(['restore', path], { env: place });
    expect(refused.stderr).to.match(/made with another SECRET_KEY.*--other-key/s);
    const done = await portalCommand(['restore', path, '--other-key'], { env: place });
    expect([done.code, /cannot be proven whole/.test(done.stdout)]).to.deep.equal([0, true]);
    expect((await portalCommand(['audit', 'verify'], { env: place })).code).to.equal(3);
    expect((await portalCommand(['backup', 'verify', path], { env: place })).stdout).to.match(
      /another SECRET_KEY/,
    );
  });

  it('takes files that are left for its own only when told, and those of others never', async () => {
    await file('one', 'the only copy');
    const path = await archiveOf();
    const first = embeddedPlace();
    expect((await portalCommand(['restore', path], { env: first })).code).to.equal(0);
    // The database is lost, and the files are not.
    const left = embeddedPlace();
    const folder = left.DATA_DIR ?? '';
    cpSync(join(first.DATA_DIR ?? '', 'attachments'), join(folder, 'attachments'), { recursive: true });
    expect((await portalCommand(['restore', path], { env: left })).stderr).to.match(/--keep-files/);
    expect((await portalCommand(['restore', path, '--keep-files'], { env: left })).code).to.equal(0);
    const foreign = embeddedPlace();
    const theirs = join(foreign.DATA_DIR ?? '', 'attachments', 'ab');
    mkdirSync(theirs, { recursive: true });
    writeFileSync(join(theirs, 'ab'.repeat(16)), 'x');
    const refused = await portalCommand(['restore', path, '--keep-files'], { env: foreign });
    expect(refused.stderr).to.match(/files of another installation/);
  });

  it('goes on with one of two that begin at once, and says so to the other', async () => {
    await file('one');
    const path = await archiveOf();
    const place = await serverPlace();
    const both = await Promise.all(
      [0, 1].map(() => portalCommand(['restore', path], { env: place, isApart: true })),
    );
    expect(
      both.map(({ code }) => code),
      both.map(({ stderr }) => stderr).join(),
    ).to.have.members([0, 1]);
    expect(both.find(({ code }) => code === 1)?.stderr).to.match(
      /^error: (?:Another restore into this installation is under way|This database is not empty)[^\n]*\n$/,
    );
    expect((await portalCommand(['audit', 'verify'], { env: place })).code).to.equal(0);
    expect(existsSync(join(place.DATA_DIR ?? '', 'restore.lock'))).to.equal(false);
  });

  it('killed in the middle says so everywhere, and is done again', async () => {
    await file('one');
    const path = await archiveOf();
    const place = await serverPlace();
    expect(await killed(['restore', path], place, (told) => /complaints: /.test(told))).to.equal('SIGKILL');
    const portal = startPortal({ ...place, WORKER: 'off' });
    expect(await portal.url).to.equal(undefined);
    expect(portal.stderr()).to.match(/A restore into this database was broken off/);
    const check = await portalCommand(['check'], { env: place });
    expect([check.code, /restore FILE/.test(check.stdout)]).to.deep.equal([3, true]);
    for (const command of [['migrate'], ['backup', join(newFolder(), 'half.zip')], ['seed']])
      expect((await portalCommand(command, { env: place })).stderr).to.match(/was broken off/);
    // Where it was killed a moment later, at a file.
    const half = join(place.DATA_DIR ?? '', 'attachments', 'incoming', 'a'.repeat(32));
    mkdirSync(dirname(half), { recursive: true });
    writeFileSync(half, 'half of');
    const again = await portalCommand(['restore', path], { env: place });
    expect(again.code, again.stderr).to.equal(0);
    expect(existsSync(half), 'half a file').to.equal(false);
    expect((await portalCommand(['audit', 'verify'], { env: place })).code).to.equal(0);
  });

  it('of an older schema runs the migrations that came since', async () => {
    await file('one');
    const [reverted = ''] = await migrateDown();
    const path = join(newFolder(), 'old.zip');
    try {
      await makeBackup(operator, path);
    } finally {
      await migrateUp();
    }
    expect((await verifyBackup(operator, path)).manifest.migrations).not.to.include(reverted);
    const { document } = await portalJson(['restore', path], { env: embeddedPlace() });
    expect(document.migrated).to.deep.equal([reverted]);
  });
});

describe('backing up', function suite() {
  this.timeout(600_000);
  beforeEach(() => removeStoredFiles(dataDir));
  after(removeFolders);

  it('sees one moment while people file, and nobody waits for it', async () => {
    const { cast } = await file('the first');
    const type = await ComplaintType.findOne({ rejectOnEmpty: true });
    for (let n = 0; n < 40; n += 1) await buildComplaint({ reporter: cast.rosa });
    let filed = 0;
    const over = new AbortController();
    const writing = (async () => {
      while (!over.signal.aborted) {
        const input = { title: 'meanwhile', description: 'd', typeId: String(type.id), urgency: 'low' };
        await postComplaint(cast.rosa, input);
        filed += 1;
      }
    })();
    const path = join(newFolder(), 'a.zip');
    await makeBackup(operator, path);
    over.abort();
    await writing;
    expect(filed).to.be.greaterThan(0);
    const complaints = (await rowsOf(path, 'complaints')).map(({ id }) => id);
    const events = await rowsOf(path, 'events');
    const told = events.filter(({ name }) => name === 'complaint.filed').map((event) => event.complaint_id);
    const changes = (await rowsOf(path, 'status_changes')).map((change) => change.complaint_id);
    expect(told).to.have.members(complaints);
    expect(changes).to.have.members(complaints);
    expect(await Complaint.count()).to.be.at.least(complaints.length);
  });

  it('keeps migrations away meanwhile, or sees the tables as they were', async () => {
    const seen = await withSnapshot(async (connection) => {
      if (!isSqlite()) return 'held';
      const other = await openOwnConnection();
      await other.run('CREATE TABLE made_meanwhile (id INTEGER PRIMARY KEY)');
      const rows = await connection.rows("SELECT name FROM sqlite_master WHERE name = 'made_meanwhile'");
      await other.run('DROP TABLE made_meanwhile').catch(() => undefined);
      await other.close();
      return rows.length === 0 ? 'as they were' : 'changed';
    });
    expect(seen).to.equal(isSqlite() ? 'as they were' : 'held');
    if (isSqlite()) {
      const connection = await openOwnConnection();
      await connection.run('DROP TABLE IF EXISTS made_meanwhile');
      await connection.close();
    } else {
      const snapshot = new EventEmitter();
      const isHeld = once(snapshot, 'held');
      const holding = withSnapshot(async () => {
        snapshot.emit('held');
        await once(snapshot, 'release');
      });
      await isHeld;
      let hasMigrated = false;
      const migrating = portalCommand(['migrate', 'down']).finally(() => (hasMigrated = true));
      const others = exclusively(async () => undefined);
      // Whoever waits for longer than a minute is told.
      const { now } = Date;
      Date.now = () => now() + 61_000;
      expect((await refusal(others).finally(() => (Date.now = now))).message).to.match(/backing it up/);
      // So long a migration takes that nobody keeps away.
      await delay(4000);
      expect(hasMigrated).to.equal(false);
      snapshot.emit('release');
      await holding;
      expect((await migrating).code).to.equal(0);
      await migrateUp();
    }
  });

  it('killed leaves no archive, and the next one takes its place, and is whole', async () => {
    await file('one', 'x'.repeat(500_000));
    const folder = newFolder();
    const path = join(folder, 'a.zip');
    const parts = () => readdirSync(folder).filter((name) => name.endsWith('.part'));
    expect(await killed(['backup', path], {}, () => parts().length > 0)).to.equal('SIGKILL');
    expect(existsSync(path)).to.equal(false);
    const [part = ''] = parts();
    expect(part).to.match(/^a\.zip\.[0-9a-f]{8}\.part$/);
    writeFileSync(join(folder, `${part}.list.told`), 'x');
    // Another one that was killed, whose name nobody gives again, and what is none.
    const other = part.replace('a.zip', 'b.zip');
    for (const name of [other, 'a.zip.part', `a.zip.${part}`]) writeFileSync(join(folder, name), 'x');
    const old = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(join(folder, other), old, old);
    const waited: string[] = [];
    const waiting = (names: readonly string[]) => waited.push(...names);
    // A server respects the lock of whoever was killed for some seconds.
    await makeBackup(operator, path, { leftOvers: { quietMs: 1000, waiting } });
    expect(waited).to.deep.equal([part]);
    const rest = ['a.zip', 'a.zip.part', `a.zip.${part}`, other];
    expect(readdirSync(folder).toSorted()).to.deep.equal(rest.toSorted());
    expect((await portalCommand(['backup', 'verify', path])).code).to.equal(0);
    const told = await portalCommand(['backup', join(folder, 'c.zip')]);
    expect(told.stdout).to.contain(`${other} beside it was broken off; remove it.`);
    const settings = { dataDir: folder, backupDir: folder } as HealthSettings;
    const findings = [await backupsCheck.run(settings, AbortSignal.timeout(60_000))].flat();
    expect(findings.slice(1).map(({ level, text }) => [level, text])).to.deep.equal([
      ['warning', 'Where backups are kept lies 1 backup that was broken off (0 KB).'],
    ]);
    expect((await portalCommand(['backup', join(folder, 'b.zip')])).code).to.equal(0);
    expect(existsSync(join(folder, other))).to.equal(false);
  });

  it('leaves alone what another one writes at that moment', async () => {
    const path = join(newFolder(), 'a.zip');
    const other = await NewFile.create(path);
    try {
      expect(await refusal(makeBackup(operator, path))).to.include({ status: 409 });
      await other.handle.writeFile('whole');
      await other.publish();
      expect(readFileSync(path, 'utf8')).to.equal('whole');
    } finally {
      await other.discard();
    }
    const late = await NewFile.create(join(newFolder(), 'b.zip'));
    rmSync(late.part);
    expect((await refusal(late.publish())).message).to.match(/what was written of it is gone/);
  });

  it('tells of attachments that are gone or not as they were stored', async () => {
    await file('one');
    const { key } = await storage().put(Readable.from([Buffer.from('another')]), 100);
    await Complaint.sequelize?.query(`UPDATE attachments SET storage_key = '${key}'`);
    expect(await makeBackup(operator, join(newFolder(), 'a.zip'))).to.include({ damagedFiles: 1 });
    await storage().remove(key);
    const { manifest } = await makeBackup(operator, join(newFolder(), 'b.zip'));
    expect(manifest.files).to.include({ count: 0, missing: 1 });
    const told = await journal({ name: 'backup.made' });
    expect(told.map(({ details }) => [details.missingFiles, details.damagedFiles])).to.deep.equal([
      [0, 1],
      [1, 0],
    ]);
  });

  it('by the clock keeps as many as it is told, and removes what was left half-done', async () => {
    const folder = join(newFolder(), 'backups');
    const place = { folder, keep: 2, quietMs: 5000 };
    const day = (number: number) => new Date(Date.UTC(2026, 0, number));
    for (const number of [1, 2, 3]) await asOf(day(number), () => makeDailyBackup(place));
    writeFileSync(join(folder, 'portal-2026-01-01-000000.zip.0a1b2c3d.part'), 'x');
    for (const name of ['mine.zip', 'mine.zip.0a1b2c3d.part']) writeFileSync(join(folder, name), 'x');
    const another = await NewFile.create(join(folder, 'portal-2026-01-02-000001.zip'));
    await asOf(new Date(Date.now() + 2 * 86_400_000), () => makeDailyBackup({ ...place, keep: 3 }));
    expect(existsSync(another.part), 'that of another process').to.equal(true);
    await another.discard();
    const left = readdirSync(folder);
    expect(left.filter((name) => name.startsWith('portal-'))).to.have.length(3);
    expect(left).to.include('mine.zip').and.to.include('portal-2026-01-03-000000.zip');
    expect(left.filter((name) => name.endsWith('.part'))).to.deep.equal(['mine.zip.0a1b2c3d.part']);
  });

  it('is for the operator alone', async () => {
    const { asha } = await buildCast();
    expect((await refusal(makeBackup(asha, join(newFolder(), 'a.zip')))).status).to.equal(403);
  });
});
