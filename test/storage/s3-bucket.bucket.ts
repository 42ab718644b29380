import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { LocalDirectory } from '../../src/storage/local-directory.ts';
import { S3Bucket } from '../../src/storage/s3/bucket.ts';
import { S3Client } from '../../src/storage/s3/client.ts';
import type { S3Place } from '../../src/storage/s3/place.ts';
import { ContentTooLargeError, StorageError, type Listed, type Storage } from '../../src/storage/storage.ts';
import { verified } from '../../src/storage/verified.ts';
import { sharedRadosgw, type TestBuckets } from '../support/radosgw.ts';

const MB = 1024 * 1024;

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.fail('this should have failed'),
    (error: unknown) => error,
  );
}

async function all(listed: AsyncIterable<Listed>): Promise<Listed[]> {
  const found: Listed[] = [];
  for await (const one of listed) found.push(one);
  return found;
}

function pieces(content: Buffer, size = 65_536): Readable {
  const cut = function* () {
    for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
  };
  return Readable.from(cut());
}

let buckets: TestBuckets;
let place: S3Place;
let made = 0;

/** A bucket with nothing in it. */
async function newPlace(): Promise<S3Place> {
  made += 1;
  return buckets.make(`portal-contents-${made}`);
}

for (const kind of ['folder', 'bucket'] as const) {
  describe(`a storage, which is a ${kind}`, () => {
    let root: string;
    let storage: Storage;
    before(async () => {
      buckets = await sharedRadosgw();
    });
    beforeEach(async () => {
      root = await mkdtemp(join(tmpdir(), 'portal-storage-'));
      storage =
        kind === 'folder' ? new LocalDirectory(join(root, 'attachments')) : new S3Bucket(await newPlace());
    });
    afterEach(() => rm(root, { recursive: true, force: true }));

    it('gives back what was put, whole or in part, with its size and hash, however large', async () => {
      for (const size of [0, 1, 70_000, 5 * MB, 12 * MB + 7]) {
        const content = randomBytes(size);
        const stored = await storage.put(pieces(content), size);
        expect(stored.sizeBytes).to.equal(size);
        expect(stored.sha256).to.equal(createHash('sha256').update(content).digest('hex'));
        expect((await buffer(await storage.open(stored.key, undefined, size))).equals(content)).to.equal(
          true,
        );
        const range = { start: Math.floor(size / 2), end: size - 1 };
        if (size === 0) continue;
        const part = await buffer(await storage.open(stored.key, range, size));
        expect(part.equals(content.subarray(range.start))).to.equal(true);
        expect(await failure(storage.open(stored.key, range, size + 1))).to.have.property('code', 'ENOENT');
      }
    });

    it('leaves nothing of what is too large or breaks off', async () => {
      for (const size of [5, 11 * MB]) {
        const large = storage.put(pieces(Buffer.alloc(size + 1), 4096), size);
        expect(await failure(large)).to.be.instanceOf(ContentTooLargeError);
        const sender = new PassThrough();
        const put = failure(storage.put(sender, 100 * MB));
        sender.write(Buffer.alloc(size));
        while (sender.readableLength > 0) await delay(5);
        sender.destroy(new Error('gone'));
        expect(await put).to.have.property('message', 'gone');
        expect(await all(storage.list())).to.deep.equal([]);
      }
    });

    it('removes what it has, and knows nothing else', async () => {
      const { key } = await storage.put(pieces(Buffer.from('x')), 1);
      const other = await storage.put(pieces(Buffer.from('y')), 1);
      await storage.remove(key);
      await storage.remove(key);
      expect(await failure(storage.open(key))).to.have.property('code', 'ENOENT');
      expect((await all(storage.list())).map((one) => one.key)).to.deep.equal([other.key]);
      for (const wrong of ['../../etc/passwd', '', '0'.repeat(31), `${'0'.repeat(32)}/x`]) {
        expect(await failure(storage.open(wrong)))
          .to.be.instanceOf(Error)
          .and.not.to.have.property('code', 'ENOENT');
        expect(await failure(storage.remove(wrong))).to.be.instanceOf(Error);
      }
    });

    it('lists what it has, a thousand and more, with sizes', async function () {
      this.timeout(180_000);
      const keys: string[] = [];
      const worker = async (): Promise<void> => {
        while (keys.length < 1010) {
          const content = pieces(Buffer.from('many'));
          keys.push('');
          keys.push((await storage.put(content, 4)).key);
          keys.splice(keys.indexOf(''), 1);
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      const listed = await all(storage.list());
      expect(listed.map(({ key }) => key)).to.have.members(keys);
      expect(listed.every(({ sizeBytes }) => sizeBytes === 4)).to.equal(true);
      expect(Math.abs(Date.now() - (listed[0]?.storedAt.getTime() ?? 0))).to.be.lessThan(300_000);
    });

    it('sets aside where it can still be read, and brings back', async () => {
      const { key } = await storage.put(pieces(Buffer.from('aside')), 5);
      const at = new Date('2025-01-02T03:04:05Z');
      await storage.setAside(key, at);
      await storage.setAside('0'.repeat(32), at);
      expect(await all(storage.list())).to.deep.equal([]);
      expect(await all(storage.aside())).to.deep.equal([{ key, storedAt: at, sizeBytes: 5 }]);
      expect(await text(await storage.open(key, { start: 1, end: 2 }, 5))).to.equal('si');
      await storage.bringBack(key);
      await storage.bringBack(key);
      expect(await all(storage.aside())).to.deep.equal([]);
      expect(await text(await storage.open(key))).to.equal('aside');
      await storage.setAside(key, at);
      await storage.remove(key);
      expect(await all(storage.aside())).to.deep.equal([]);
    });

    it('belongs to whoever says so first, also of many at once', async () => {
      expect(await storage.owner()).to.equal(undefined);
      const names = Array.from({ length: 8 }, (_, index) => `installation ${index}`);
      const owners = await Promise.all(names.map((name) => storage.claim(name)));
      expect(new Set(owners).size).to.equal(1);
      expect(names).to.include(await storage.owner());
    });
  });
}

describe('files in a bucket', () => {
  let bucket: S3Bucket;
  const servers = new Set<Server>();
  before(async () => {
    buckets = await sharedRadosgw();
  });
  beforeEach(async () => {
    place = await newPlace();
    bucket = new S3Bucket(place);
  });
  afterEach(() => {
    for (const server of servers) server.close().closeAllConnections();
    servers.clear();
  });

  /** Something between the portal and the bucket. */
  async function between(listener: Parameters<typeof createServer>[1]): Promise<S3Bucket> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.add(server);
    await once(server, 'listening');
    return new S3Bucket({ ...place, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  }

  it('are for those alone who have the key', async () => {
    const { key } = await bucket.put(pieces(Buffer.from('private')), 7);
    const { origin, bucket: name } = place;
    for (const path of [`/${name}/contents/${key}`, `/${name}?list-type=2`])
      expect((await fetch(origin + path)).status, path).to.equal(403);
    await bucket.check();
    const allowed = {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${name}/*`,
    };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [allowed] });
    const query = { policy: '' };
    await new S3Client(place).ask({ method: 'PUT', name: '', query, body: [Buffer.from(policy)] });
    expect((await fetch(`${origin}/${name}/contents/${key}`)).status).to.equal(200);
    expect(await failure(bucket.check())).to.have.property('message', 'Stored files can be read by anybody.');
  });

  it('are not taken by the server when they are changed on their way', async () => {
    const change = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
      const body = await buffer(incoming);
      body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
      const { method, headers, url } = incoming;
      const onward = request(place.origin + url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(outgoing);
      });
      onward.end(body);
    };
    const changing = await between((incoming, outgoing) => void change(incoming, outgoing));
    const error = await failure(changing.put(pieces(Buffer.from('as it was')), 20));
    expect(error).to.be.instanceOf(StorageError).and.have.nested.property('cause.status', 400);
    expect(await all(bucket.list())).to.deep.equal([]);
  });

  it('are found out when they are not what was stored, before their end', async () => {
    const content = randomBytes(300_000);
    const { key, sha256, sizeBytes } = await bucket.put(pieces(content), 300_000);
    const whole = await buffer(verified(await bucket.open(key, undefined, sizeBytes), sha256));
    expect(whole.equals(content)).to.equal(true);
    content[5] = (content[5] ?? 0) ^ 1;
    const altered = { method: 'PUT' as const, name: `contents/${key}`, body: [content] };
    await new S3Client(place).ask(altered);
    const came: Buffer[] = [];
    const reading = (async () => {
      const stream = verified(await bucket.open(key, undefined, sizeBytes), sha256);
      for await (const chunk of stream as AsyncIterable<Buffer>) came.push(chunk);
    })();
    expect(await failure(reading)).to.be.instanceOf(StorageError);
    expect(Buffer.concat(came).length).to.be.lessThan(sizeBytes);
  });

  it('that a killed process began in parts are listed, and go', async () => {
    const name = `contents/${'a'.repeat(32)}`;
    const client = new S3Client(place);
    const begin = () => client.ask({ method: 'POST', name, query: { uploads: '' } });
    await begin();
    const [half] = await all(bucket.list());
    expect(half).to.include({ key: 'a'.repeat(32), sizeBytes: undefined });
    await bucket.setAside('a'.repeat(32), new Date());
    expect([...(await all(bucket.list())), ...(await all(bucket.aside()))]).to.deep.equal([]);
    await begin();
    await bucket.remove('a'.repeat(32));
    expect(await all(bucket.list())).to.deep.equal([]);
  });

  it('are out of reach, and not gone, without the right key or bucket, and where nobody answers well', async () => {
    const { key } = await bucket.put(pieces(Buffer.from('x')), 1);
    const busy = await between((_, answer) =>
      answer.writeHead(503).end('<Error><Code>SlowDown</Code></Error>'),
    );
    const cut = await between(({ socket }) => socket.destroy());
    const away = new S3Bucket({ ...place, origin: 'http://127.0.0.1:1' });
    const wrong = new S3Bucket({ ...place, secret: 'wrong' });
    const elsewhere = new S3Bucket({ ...place, bucket: 'nothing-of-this-name' });
    for (const one of [busy, cut, away, wrong, elsewhere]) {
      for (const work of [
        () => one.open(key),
        () => one.put(pieces(Buffer.from('x')), 1),
        () => one.remove(key),
        () => one.check(),
        () => one.setAside(key, new Date()),
        () => one.claim('x'),
      ])
        expect(await failure(work()))
          .to.be.instanceOf(StorageError)
          .and.have.property('status', 503);
    }
    expect(await text(await bucket.open(key))).to.equal('x');
  });

  it('are asked for again where the server was not able once', async () => {
    let asked = 0;
    const passing = await between((incoming, outgoing) => {
      asked += 1;
      if (asked % 2 === 1) {
        incoming.resume();
        outgoing.writeHead(500).end();
        return;
      }
      const { method, headers, url } = incoming;
      const onward = request(place.origin + url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    });
    const content = randomBytes(6 * MB);
    const { key, sizeBytes } = await passing.put(pieces(content), 6 * MB);
    expect((await buffer(await passing.open(key, undefined, sizeBytes))).equals(content)).to.equal(true);
    expect((await all(bucket.list())).map((one) => one.key)).to.deep.equal([key]);
  });

  it('break off for their reader when the server goes away half-way', async () => {
    const content = randomBytes(8 * MB);
    const { key } = await bucket.put(pieces(content), 8 * MB);
    const half = await between((incoming, outgoing) => {
      const { method, headers, url } = incoming;
      request(place.origin + url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.once('data', (chunk: Buffer) => {
          outgoing.write(chunk, () => outgoing.destroy());
          answer.destroy();
        });
      }).end();
    });
    expect(await failure(half.open(key).then(buffer))).to.be.instanceOf(Error);
  });
});
