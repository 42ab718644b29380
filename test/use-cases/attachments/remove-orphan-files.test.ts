import { chmod, mkdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { database } from '../../../src/database/connect.ts';
import { installationName } from '../../../src/database/installation-name.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { Remark } from '../../../src/models/remark.ts';
import { LocalDirectory } from '../../../src/storage/local-directory.ts';
import { storage, useStorage } from '../../../src/storage/storage.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { removeOrphanFiles } from '../../../src/use-cases/attachments/remove-orphan-files.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast } from '../../factories/people.ts';
import { dataDir } from '../../support/database.ts';
import { png } from '../../support/files.ts';
import { claimStorage, removeStoredFiles, storedFiles } from '../../support/stored-files.ts';

const root = join(dataDir, 'attachments');
const receive = (content: Buffer, name: string) => receiveFile(Readable.from([content]), name);
const stored = () => storedFiles(dataDir);
const later = (days: number) => new Date(Date.now() + days * 86_400_000);

async function setAside(): Promise<string[]> {
  const keys = [];
  for await (const { key } of storage().aside()) keys.push(key);
  return keys;
}

describe('the sweep', () => {
  before(() => useStorage(new LocalDirectory(root)));
  beforeEach(() => removeStoredFiles(dataDir));
  after(() => removeStoredFiles(dataDir));

  it('sets files aside that have no row and are older than an hour, and nothing else', async () => {
    const { rosa } = await buildCast();
    const complaint = await buildComplaint({ reporter: rosa });
    const remark = { id: complaint.id, remark: 'x' };
    await addRemark(rosa, { ...remark, attachments: [await receive(png, 'kept.png')] });
    const kept = await stored();
    const fresh = await receive(png, 'fresh.png');
    const old = await receive(png, 'old.png');
    const sender = new PassThrough();
    const unfinished = receiveFile(sender, 'half.png').catch((error: unknown) => error);
    sender.write('x');
    await delay(20);
    const half = (await stored()).find((key) => ![...kept, fresh.key, old.key].includes(key)) ?? '';
    const longAgo = new Date(Date.now() - 3_700_000);
    await utimes(join(root, old.key.slice(0, 2), old.key), longAgo, longAgo);
    await utimes(join(root, kept[0]?.slice(0, 2) ?? '', kept[0] ?? ''), longAgo, longAgo);
    await utimes(join(root, 'incoming', half), longAgo, longAgo);
    expect(await removeOrphanFiles()).to.equal(2);
    expect(await stored()).to.have.members([...kept, fresh.key]);
    sender.destroy();
    await unfinished;
  });

  it('sets the files of a deleted complaint aside, after their rows', async () => {
    const { rosa } = await buildCast();
    const { id } = await buildComplaint({ reporter: rosa });
    await addRemark(rosa, { id, remark: 'x', attachments: [await receive(png, 'a.png')] });
    await claimStorage();
    await Complaint.destroy({ where: { id } });
    expect([await Remark.count(), await Attachment.count()]).to.deep.equal([0, 0]);
    expect(await removeOrphanFiles(new Date(Date.now() + 3_700_000))).to.equal(1);
    expect(await stored()).to.deep.equal([]);
  });

  it('ends between two files when it is told to', async () => {
    await claimStorage();
    const { key } = await receive(png, 'a.png');
    const told = removeOrphanFiles(later(1), AbortSignal.abort(new Error('told to')));
    expect(await told.catch((error: Error) => error.message)).to.equal('told to');
    expect(await stored()).to.deep.equal([key]);
  });

  it('keeps what it set aside for thirty days, and can still read it', async () => {
    await claimStorage();
    const { key } = await receive(png, 'a.png');
    expect(await removeOrphanFiles(later(1))).to.equal(1);
    expect(await removeOrphanFiles(later(30.9))).to.equal(0);
    expect((await buffer(await storage().open(key))).equals(png)).to.equal(true);
    expect(await removeOrphanFiles(later(31.1))).to.equal(1);
    expect(await setAside()).to.deep.equal([]);
  });

  it('brings back what is known after all', async () => {
    await claimStorage();
    const { rosa } = await buildCast();
    const complaint = await buildComplaint({ reporter: rosa });
    const file = await receive(png, 'a.png');
    await removeOrphanFiles(later(1));
    expect(await stored()).to.deep.equal([]);
    await addRemark(rosa, { id: complaint.id, remark: 'x', attachments: [file] });
    expect(await removeOrphanFiles(later(40))).to.equal(1);
    expect(await stored()).to.deep.equal([file.key]);
    expect(await setAside()).to.deep.equal([]);
  });

  it('touches nothing of another database, whose name both remember', async () => {
    await claimStorage();
    const { key } = await receive(png, 'a.png');
    const { rosa } = await buildCast();
    const complaint = await buildComplaint({ reporter: rosa });
    await addRemark(rosa, { id: complaint.id, remark: 'x', attachments: [await receive(png, 'b.png')] });
    const mine = await installationName();
    await database().query("UPDATE installation SET name = 'another'");
    expect(await removeOrphanFiles(later(40))).to.equal(0);
    expect(await stored()).to.include(key);
    await writeFile(join(root, 'installation'), 'another');
    expect(await removeOrphanFiles(later(40)), 'an operator said so').to.equal(1);
    expect(mine).to.match(/^[0-9a-f-]{36}$/);
  });

  it('takes files of which it knows none for those of another, and an empty storage for its own', async () => {
    const { key } = await receive(png, 'a.png');
    expect(await removeOrphanFiles(later(40))).to.equal(0);
    expect(await stored()).to.deep.equal([key]);
    expect(await storage().owner()).to.equal(undefined);
    await storage().remove(key);
    expect(await removeOrphanFiles()).to.equal(0);
    expect(await storage().owner()).to.equal(await installationName());
    const path = join(root, 'installation');
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    expect((await readFile(path, 'utf8')).trim()).to.equal(await installationName());
  });

  it('is claimed by one of many', async () => {
    const owners = await Promise.all(['a', 'b', 'c'].map((name) => storage().claim(name)));
    expect(new Set(owners).size).to.equal(1);
    const names = await Promise.all([1, 2, 3].map(() => installationName()));
    expect(new Set(names).size).to.equal(1);
  });

  it('goes past stray files and folders', async () => {
    await claimStorage();
    const { key } = await receive(png, 'a.png');
    await writeFile(join(root, 'README'), 'a stray file');
    await writeFile(join(root, '00'), 'where a folder could be');
    await mkdir(join(root, '01', 'f'.repeat(32)), { recursive: true });
    await mkdir(join(root, 'zz'), { recursive: true });
    await writeFile(join(root, 'zz', 'stray.txt'), 'x');
    await chmod(join(root, 'zz'), 0o500);
    expect(await removeOrphanFiles(later(1))).to.equal(1);
    expect(await setAside()).to.deep.equal([key]);
  });

  it('goes past what cannot be read or moved, and tells of what it could not do', async () => {
    await claimStorage();
    const keys = [(await receive(png, 'a.png')).key, (await receive(png, 'b.png')).key];
    const [first = '', second = ''] = keys.toSorted();
    await symlink('lost+found', join(root, 'lost+found'));
    for (const name of ['00', 'ff'].filter((folder) => !keys.some((key) => key.startsWith(folder))))
      await symlink(name, join(root, name));
    // Nothing can be moved over a folder.
    await mkdir(join(root, 'quarantine', first), { recursive: true });
    const told = await removeOrphanFiles(later(1)).catch((error: unknown) => error);
    expect(told).to.have.property('code', 'EISDIR');
    expect(await setAside()).to.deep.equal([second]);
    await rm(join(root, 'quarantine', first), { recursive: true });
    expect(await removeOrphanFiles(later(1))).to.equal(1);
    expect(await setAside()).to.have.members(keys);
  });
});
