import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { asOf } from '../../../src/database/present-moment.ts';
import { DAY_MS } from '../../../src/durations.ts';
import { Attachment } from '../../../src/models/attachment.ts';
import { Complaint } from '../../../src/models/complaint.ts';
import { ComplaintType } from '../../../src/models/complaint-type.ts';
import { Status } from '../../../src/models/status.ts';
import { operator } from '../../../src/policies/actor.ts';
import { LocalDirectory } from '../../../src/storage/local-directory.ts';
import { S3Bucket } from '../../../src/storage/s3/bucket.ts';
import { useStorage, type Listed, type Storage } from '../../../src/storage/storage.ts';
import { receiveFile } from '../../../src/use-cases/attachments/receive-file.ts';
import { removeOrphanFiles } from '../../../src/use-cases/attachments/remove-orphan-files.ts';
import { postComplaint } from '../../../src/use-cases/complaints/post-complaint.ts';
import { applyRetention } from '../../../src/use-cases/retention/apply-retention.ts';
import { setRetention } from '../../../src/use-cases/retention/set-retention.ts';
import { tryRetention } from '../../../src/use-cases/retention/try-retention.ts';
import { moveStorage } from '../../../src/use-cases/storage/move-storage.ts';
import { buildCast, type Cast } from '../../factories/people.ts';
import { dataDir, testEnvironment, useTestStorage } from '../../support/database.ts';
import { byHand } from '../../support/journal-watch.ts';
import { portalCommand, portalJson } from '../../support/portal-command.ts';
import { program } from '../../support/program.ts';
import { sharedRadosgw, type TestBuckets } from '../../support/radosgw.ts';
import { removeStoredFiles } from '../../support/stored-files.ts';

const MB = 1024 * 1024;
const HOUR_MS = 3_600_000;
/** Files whose complaints are old, and those that stay. */
const DUE = 6;
const KEPT = 4;

async function keysOf(listed: AsyncIterable<Listed>): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of listed) keys.push(key);
  return keys.toSorted();
}

describe('retention with files in a bucket, and while they are moved', function suite() {
  this.timeout(240_000);
  let buckets: TestBuckets;
  let cast: Cast;
  let typeId: string;
  let folder: LocalDirectory;
  let bucket: S3Bucket;
  let url: string;
  before(async () => {
    buckets = await sharedRadosgw();
  });
  beforeEach(async () => {
    await removeStoredFiles(dataDir);
    folder = new LocalDirectory(join(dataDir, 'attachments'));
    const name = `portal-retention-${randomBytes(4).toString('hex')}`;
    bucket = new S3Bucket(await buckets.make(name));
    url = buckets.urlOf(name);
    cast = await buildCast();
    typeId = String((await ComplaintType.findOne({ rejectOnEmpty: true })).id);
  });
  after(async () => {
    useTestStorage();
    await removeStoredFiles(dataDir);
  });

  /** Complaints with a file each, which lies in the storage that is used; returns their numbers. */
  async function file(count: number, bytes = 10): Promise<number[]> {
    const ids: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const content = Buffer.alloc(bytes, `${ids.length} `);
      const attachments = [await receiveFile(Readable.from([content]), 'note.txt')];
      const said = { title: 'Umbrella stand', description: 'It is dripping.', location: '' };
      const rest = { typeId, urgency: 'low', contactNumber: '', attachments };
      ids.push((await postComplaint(cast.rosa, { ...said, ...rest })).id);
    }
    return ids;
  }

  async function age(ids: readonly number[]): Promise<void> {
    const closed = await Status.findOne({ where: { category: 'closed' }, rejectOnEmpty: true });
    const long = new Date(Date.now() - 3 * 366 * DAY_MS);
    const past = { statusId: closed.id, closedAt: long, lastActivityAt: long };
    await byHand(() => Complaint.update(past, { where: { id: [...ids] }, silent: true }));
  }

  async function switchOn(): Promise<void> {
    await tryRetention(operator, { rule: 'files', years: 1 });
    await setRetention(operator, { rule: 'files', years: 1 });
  }

  const keysOfRows = async () => (await Attachment.findAll()).map(({ storageKey }) => storageKey).toSorted();

  /** Each row has its content there, and there is nothing else. */
  async function expectRowsAlone(place: Storage): Promise<void> {
    expect(await Attachment.count()).to.equal(KEPT);
    for (const { storageKey, sizeBytes } of await Attachment.findAll())
      await buffer(await place.open(storageKey, undefined, sizeBytes));
    expect(await keysOf(place.list())).to.deep.equal(await keysOfRows());
    expect(await keysOf(place.aside())).to.deep.equal([]);
  }

  it('removes from the bucket what the trial names and nothing else', async () => {
    useStorage(bucket);
    const env = { STORAGE_URL: url };
    const due = await file(DUE);
    await age(due);
    const closedSince = await file(1);
    await age(closedSince);
    await Complaint.update({ lastActivityAt: new Date() }, { where: { id: closedSince }, silent: true });
    await file(KEPT - 1);
    const aside = (await bucket.put(Readable.from([Buffer.from('aside')]), 5)).key;
    await bucket.setAside(aside, new Date());
    const own = (await bucket.put(Readable.from([Buffer.from('on its way')]), 10)).key;
    const before = await keysOf(bucket.list());
    const tried = await portalJson(['retention', '--dry-run', '--files', '1', '--texts', '1'], { env });
    const [files] = tried.document.rules as object[];
    expect(files).to.deep.include({ complaints: DUE, files: DUE, numbers: due });
    expect(await keysOf(bucket.list())).to.deep.equal(before);
    expect((await portalCommand(['retention', '--files', '1', '--texts', '1'], { env })).code).to.equal(0);
    const done = await portalJson(['retention'], { env });
    expect(done.document).to.include({ ofFiles: DUE, files: DUE, ofTexts: DUE });
    expect(await keysOf(bucket.list())).to.deep.equal([...(await keysOfRows()), own].toSorted());
    expect(await keysOf(bucket.aside())).to.deep.equal([aside]);
    await bucket.remove(own);
    await bucket.remove(aside);
    await expectRowsAlone(bucket);
  });

  for (const way of ['to the bucket', 'to the folder'] as const)
    describe(`moved ${way}`, () => {
      let from: Storage;
      let to: Storage;
      beforeEach(async () => {
        [from, to] = way === 'to the bucket' ? [folder, bucket] : [bucket, folder];
        useStorage(from);
        await age(await file(DUE));
        await file(KEPT);
        await switchOn();
      });
      const apply = async () => expect(await applyRetention(operator)).to.include({ files: DUE });

      it('leaves nothing in the new place of what goes while it is copied, or later in the same run', async () => {
        const put = to.put.bind(to);
        let isFirst = true;
        to.put = async (...content) => {
          const stored = await put(...content);
          if (isFirst) {
            isFirst = false;
            await apply();
          }
          return stored;
        };
        const during = await moveStorage({ from, to });
        expect(during).to.include({ files: KEPT }).and.to.deep.include({ damaged: [] });
        await expectRowsAlone(to);
      });

      it('leaves nothing of what goes once it was copied', async () => {
        const aside = from.aside.bind(from);
        from.aside = async function* after() {
          await apply();
          yield* aside();
        };
        expect((await moveStorage({ from, to })).copied).to.equal(DUE + KEPT);
        await expectRowsAlone(to);
      });

      it('brings nothing back that went in the new place, with what came last in the old one', async () => {
        useStorage(to);
        await apply();
        await asOf(new Date(Date.now() + 2 * HOUR_MS), async () => {
          const tried = await moveStorage({ from, to }, { dryRun: true });
          const last = await moveStorage({ from, to });
          expect(last).to.include({ copied: KEPT, unowned: DUE });
          expect({ ...last }).to.deep.equal({ ...tried });
        });
        await expectRowsAlone(to);
      });

      for (const storesIn of ['the old place', 'the new place'] as const)
        it(`goes on where a large file goes in the middle, of a portal that stores in ${storesIn}`, async () => {
          const [large = 0] = await file(1, 9 * MB);
          await age([large]);
          const key = (await Attachment.findOne({ where: { complaintId: large }, rejectOnEmpty: true }))
            .storageKey;
          if (storesIn === 'the new place') useStorage(to);
          const open = from.open.bind(from);
          from.open = async (name, ...rest) => {
            const content = await open(name, ...rest);
            if (name !== key) return content;
            const parts = async function* () {
              let bytes = 0;
              for await (const chunk of content as AsyncIterable<Buffer>) {
                yield chunk;
                if (bytes < 6 * MB && (bytes += chunk.length) >= 6 * MB) await applyRetention(operator);
              }
            };
            return Readable.from(parts());
          };
          expect(await moveStorage({ from, to })).to.deep.include({ damaged: [] });
          expect(await Attachment.count({ where: { complaintId: large } })).to.equal(0);
          await expectRowsAlone(to);
        });

      it('goes on beside the commands', async () => {
        const place = (one: Storage) => (one === folder ? 'file:' : url);
        const env = { ...testEnvironment, STORAGE_URL: place(from), PATH: process.env.PATH };
        const run = async (...args: string[]) => {
          const child = spawn(process.execPath, [...program('cli/index'), ...args], {
            env,
            stdio: 'ignore',
          });
          return (await once(child, 'exit'))[0] as number;
        };
        const codes = await Promise.all([run('move-storage', '--to', place(to)), run('retention')]);
        expect(codes).to.deep.equal([0, 0]);
        useStorage(to);
        const last = ['move-storage', '--from', place(from)];
        expect((await portalCommand(last, { env: { STORAGE_URL: place(to) } })).code).to.equal(0);
        // What went between the last look of the one and the end of the other.
        await removeOrphanFiles(new Date(Date.now() + 2 * HOUR_MS));
        for (const key of await keysOf(to.aside())) await to.remove(key);
        await expectRowsAlone(to);
      });
    });
});
