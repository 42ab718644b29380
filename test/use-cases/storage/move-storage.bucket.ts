import { symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { installationName } from '../../../src/database/installation-name.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { LocalDirectory } from '../../../src/storage/local-directory.ts';
import { S3Bucket } from '../../../src/storage/s3/bucket.ts';
import type { Storage } from '../../../src/storage/storage.ts';
import { storage, useStorage } from '../../../src/storage/storage.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { addRemark } from '../../../src/use-cases/complaints/steps/add-remark.ts';
import { moveStorage } from '../../../src/use-cases/storage/move-storage.ts';
import { buildComplaint } from '../../factories/complaints.ts';
import { buildCast } from '../../factories/people.ts';
import { dataDir, useTestStorage } from '../../support/database.ts';
import { portalCommand, portalJson } from '../../support/portal-command.ts';
import { sharedRadosgw, type TestBuckets } from '../../support/radosgw.ts';
import { removeStoredFiles } from '../../support/stored-files.ts';

const root = join(dataDir, 'attachments');
const COUNT = 12;
/** The command with files in the folder, whatever the suite runs on. */
const env = { STORAGE_URL: 'file:' };

describe('moving the storage', () => {
  let buckets: TestBuckets;
  let folder: LocalDirectory;
  let bucket: S3Bucket;
  let url: string;
  let made = 0;
  before(async () => {
    buckets = await sharedRadosgw();
  });
  beforeEach(async () => {
    await removeStoredFiles(dataDir);
    folder = new LocalDirectory(root);
    made += 1;
    const name = `portal-move-${process.pid}-${made}`;
    bucket = new S3Bucket(await buckets.make(name));
    url = buckets.urlOf(name);
    useStorage(folder);
    const { rosa } = await buildCast();
    const complaint = await buildComplaint({ reporter: rosa });
    for (let index = 0; index < COUNT; index += 1) {
      const file = await receiveFile(Readable.from([Buffer.from(`content ${index}`)]), `${index}.txt`);
      await addRemark(rosa, { id: complaint.id, remark: 'See there.', attachments: [file] });
    }
  });
  after(async () => {
    useTestStorage();
    await removeStoredFiles(dataDir);
  });

  async function expectAllIn(place: Storage): Promise<void> {
    const rows = await Attachment.findAll();
    expect(rows).to.have.length(COUNT);
    for (const { storageKey, sizeBytes, originalName } of rows)
      expect(await text(await place.open(storageKey, undefined, sizeBytes))).to.equal(
        `content ${originalName.replace('.txt', '')}`,
      );
  }

  it('copies all files by the command, tells of them, and back', async () => {
    const dry = await portalJson(['move-storage', '--to', url, '--dry-run'], { env });
    expect(dry).to.deep.include({ code: 0 });
    expect(dry.document).to.include({ files: COUNT, copied: COUNT, dryRun: true });
    for await (const { key } of bucket.list()) expect.fail(key);
    expect(await bucket.owner()).to.equal(undefined);

    const secret = join(tmpdir(), `portal-place-${process.pid}`);
    await writeFile(secret, `${url}\n`);
    const { code, stdout } = await portalCommand(['move-storage', '--to-file', secret], { env });
    expect([code, stdout]).to.deep.equal([
      0,
      stdout.match(/^12 files \(0\.0 MB\): 12 copied \(0\.0 MB\), 0 there already\.\nSet STORAGE_URL /)
        ?.input,
    ]);
    expect(stdout).not.to.contain(new URL(url).password);
    await expectAllIn(bucket);

    // What came meanwhile follows from the old place, once the portal stores in the new one.
    const { key } = await folder.put(Readable.from([Buffer.from('late')]), 4);
    const late = await portalJson(['move-storage', '--from', 'file:'], { env: { STORAGE_URL: url } });
    expect(late.document).to.include({ files: COUNT + 1, copied: 1 });
    expect(await text(await bucket.open(key))).to.equal('late');

    await removeStoredFiles(dataDir);
    const back = await portalJson(['move-storage', '--to', 'file:'], { env: { STORAGE_URL: url } });
    expect(back).to.deep.include({ code: 0 });
    expect(back.document).to.include({ copied: COUNT + 1 });
    await expectAllIn(folder);
  });

  it('goes on where it was broken off, and takes along what comes meanwhile', async () => {
    const stop = new AbortController();
    const put = bucket.put.bind(bucket);
    let copied = 0;
    bucket.put = async (...content) => {
      const stored = await put(...content);
      copied += 1;
      if (copied === 3) stop.abort(new Error('killed'));
      return stored;
    };
    const broken = await moveStorage({ from: folder, to: bucket }, { signal: stop.signal }).catch(
      (error: Error) => error.message,
    );
    expect(broken).to.equal('killed');
    const done = copied;
    expect(done).to.be.within(3, COUNT - 1);
    let isFirst = true;
    bucket.put = async (...content) => {
      if (isFirst) {
        isFirst = false;
        await folder.put(Readable.from([Buffer.from('meanwhile')]), 9);
      }
      return put(...content);
    };
    const moved = await moveStorage({ from: folder, to: bucket });
    expect(moved.copied).to.equal(COUNT - done + 1);
    expect(moved.damaged).to.deep.equal([]);
    await expectAllIn(bucket);
    for await (const { key } of folder.list()) await bucket.open(key).then((content) => content.destroy());
  });

  it('names what is not what was stored, and leaves it out', async () => {
    const [row] = await Attachment.findAll();
    const key = row?.storageKey ?? '';
    await writeFile(join(root, key.slice(0, 2), key), 'c0ntent 0');
    const keys = (await Attachment.findAll()).map(({ storageKey }) => storageKey);
    const free = Array.from('0123456789abcdef', (digit) => `${digit}0`);
    const unread = free.find((name) => !keys.some((one) => one.startsWith(name))) ?? '';
    for (const name of ['lost+found', unread]) await symlink(name, join(root, name));
    const { code, document } = await portalJson(['move-storage', '--to', url], { env });
    expect(code).to.equal(3);
    expect(document).to.deep.include({ damaged: [key], copied: COUNT - 1, unread: [unread] });
    expect(await bucket.open(key).catch((error: NodeJS.ErrnoException) => error.code)).to.equal('ENOENT');
  });

  it('takes along what was set aside, with its time', async () => {
    const { key } = await folder.put(Readable.from([Buffer.from('aside')]), 5);
    const at = new Date('2025-05-05T05:05:05Z');
    await folder.setAside(key, at);
    await moveStorage({ from: folder, to: bucket });
    const aside = [];
    for await (const one of bucket.aside()) aside.push(one);
    expect(aside).to.deep.equal([{ key, storedAt: at, sizeBytes: 5 }]);
  });

  it('mixes no files of two databases, and says so of a place that is none', async () => {
    await bucket.claim('another database');
    const refused = await portalCommand(['move-storage', '--to', url], { env });
    expect([refused.code, refused.stderr]).to.deep.equal([
      1,
      'error: The files there are those of another database.\n',
    ]);
    expect(await storage().owner()).to.be.oneOf([undefined, await installationName()]);
    for (const wrong of [['--to', 'nowhere'], ['--to', 'file:'], [], ['--to', url, '--to-file', '/nowhere']])
      expect((await portalCommand(['move-storage', ...wrong], { env })).code, wrong.join(' ')).to.equal(2);
  });
});
