import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { LocalDirectory } from '../../src/storage/local-directory.ts';
import { ContentTooLargeError } from '../../src/storage/storage.ts';

describe('the local directory of contents', () => {
  let root: string;
  let directory: LocalDirectory;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'portal-storage-'));
    directory = new LocalDirectory(join(root, 'attachments'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function files(): Promise<string[]> {
    const all = await readdir(root, { recursive: true, withFileTypes: true });
    return all.filter((entry) => entry.isFile()).map((entry) => entry.name);
  }

  async function failure(work: Promise<unknown>): Promise<unknown> {
    return work.then(
      () => expect.fail('this should have failed'),
      (error: unknown) => error,
    );
  }

  it('gives back what was put, whole or in part, with its size and hash', async () => {
    const content = Buffer.from('0123456789'.repeat(20_000));
    const stored = await directory.put(
      Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]),
      1e6,
    );
    expect(stored.sizeBytes).to.equal(200_000);
    expect(stored.sha256).to.equal(createHash('sha256').update(content).digest('hex'));
    expect((await buffer(await directory.open(stored.key))).equals(content)).to.equal(true);
    const part = await buffer(await directory.open(stored.key, { start: 3, end: 6 }));
    expect(part.toString()).to.equal('3456');
  });

  it('uses random names that only this account can read', async () => {
    const first = await directory.put(Readable.from([Buffer.from('same')]), 10);
    const second = await directory.put(Readable.from([Buffer.from('same')]), 10);
    expect(first.key)
      .to.match(/^[0-9a-f]{32}$/)
      .and.not.equal(second.key);
    const { mode } = await stat(join(root, 'attachments', first.key.slice(0, 2), first.key));
    expect(mode & 0o077).to.equal(0);
  });

  it('takes a content of the limit, and leaves nothing of a larger one', async () => {
    expect((await directory.put(Readable.from([Buffer.alloc(10)]), 10)).sizeBytes).to.equal(10);
    const before = await files();
    const large = directory.put(Readable.from([Buffer.alloc(6), Buffer.alloc(5)]), 10);
    expect(await failure(large)).to.be.instanceOf(ContentTooLargeError);
    expect(await files()).to.deep.equal(before);
  });

  it('stops at the limit while it reads, and lets the sender go on', async () => {
    const sender = new PassThrough();
    const put = failure(directory.put(sender, 1000));
    sender.write(Buffer.alloc(1001));
    expect(await put).to.be.instanceOf(ContentTooLargeError);
    for (let i = 0; i < 100; i += 1) {
      if (!sender.write(Buffer.alloc(65_536))) await delay(1);
    }
    expect(sender.writableLength).to.equal(0);
    sender.end();
    expect(await files()).to.deep.equal([]);
  });

  it('leaves nothing of a content that breaks off', async () => {
    for (const breakOff of [
      (sender: PassThrough) => sender.destroy(new Error('gone')),
      (sender: PassThrough) => sender.destroy(),
    ]) {
      const sender = new PassThrough();
      const put = failure(directory.put(sender, 1e6));
      sender.write(Buffer.alloc(5000));
      await delay(20);
      expect(await files()).to.have.length(1);
      breakOff(sender);
      expect(await put).to.be.instanceOf(Error);
      expect(await files()).to.deep.equal([]);
    }
  });

  it('takes a content under the key of another place, whatever was killed or goes on under the same', async () => {
    const key = '0123456789abcdef'.repeat(2);
    const incoming = join(root, 'attachments', 'incoming');
    await mkdir(incoming, { recursive: true });
    await writeFile(join(incoming, key), 'ha');
    const slow = new PassThrough();
    const first = directory.put(slow, 10, key);
    while ((await files()).length < 2) await delay(5);
    await directory.put(Readable.from([Buffer.from('half')]), 10, key);
    expect((await buffer(await directory.open(key))).toString()).to.equal('half');
    slow.end('half');
    expect((await first).key).to.equal(key);
    expect((await buffer(await directory.open(key))).toString()).to.equal('half');
    expect((await files()).toSorted()).to.deep.equal([key, key]);
  });

  it('removes, and knows nothing that was removed or that is no key', async () => {
    const { key } = await directory.put(Readable.from([Buffer.from('x')]), 10);
    await directory.remove(key);
    await directory.remove(key);
    expect(await files()).to.deep.equal([]);
    expect(await failure(directory.open(key))).to.have.property('code', 'ENOENT');
    for (const wrong of ['../../../etc/passwd', '', 'incoming', '0'.repeat(31), `${'0'.repeat(32)}/x`]) {
      expect(await failure(directory.open(wrong))).to.be.instanceOf(Error);
      expect(await failure(directory.remove(wrong))).to.be.instanceOf(Error);
    }
  });

  it('lists what it has, half-stored contents included', async () => {
    const { key } = await directory.put(Readable.from([Buffer.from('x')]), 10);
    const sender = new PassThrough();
    const put = failure(directory.put(sender, 10));
    sender.write('y');
    await delay(20);
    const listed: string[] = [];
    for await (const entry of directory.list()) listed.push(entry.key);
    expect(listed).to.have.length(2).and.to.include(key);
    sender.destroy();
    await put;
    const empty = new LocalDirectory(join(root, 'nowhere'));
    for await (const entry of empty.list()) expect.fail(entry.key);
  });

  it('goes into its own folders alone, and past what cannot be read', async () => {
    const { key } = await directory.put(Readable.from([Buffer.from('x')]), 10);
    const own = join(root, 'attachments');
    const loop = async (...path: string[]): Promise<void> => {
      await symlink(path.at(-1) ?? '', join(own, ...path));
    };
    // Of the file system, and unreadable for all but root; a link to itself is that for everybody.
    await loop('lost+found');
    await mkdir(join(own, 'somebodys'));
    await writeFile(join(own, 'somebodys', 'f'.repeat(32)), 'x');
    const listed: string[] = [];
    for await (const entry of directory.list()) listed.push(entry.key);
    expect(listed).to.deep.equal([key]);

    const others = ['00', 'ff'].filter((name) => !key.startsWith(name));
    for (const name of others) await loop(name);
    const broken = `${key.slice(0, 2)}${'e'.repeat(30)}`;
    await loop(key.slice(0, 2), broken);
    const told: string[] = [];
    const again: string[] = [];
    for await (const entry of directory.list((name) => told.push(name))) again.push(entry.key);
    expect(again).to.deep.equal([key]);
    expect(told).to.have.members([...others, join(key.slice(0, 2), broken)]);
    const reading = async (): Promise<void> => {
      for await (const entry of directory.list()) expect(entry.key).to.equal(key);
    };
    expect(await failure(reading())).to.have.property('code', 'ELOOP');
  });
});
