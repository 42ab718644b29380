import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Attachment } from '../../src/models/attachment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { StagedFile } from '../../src/models/staged-file.ts';
import { S3Bucket } from '../../src/storage/s3/bucket.ts';
import { storage, useStorage } from '../../src/storage/storage.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { Client } from '../support/client.ts';
import { dataDir, testEnvironment, useTestStorage } from '../support/database.ts';
import { png } from '../support/files.ts';
import { killLeftOvers, startPortal } from '../support/portal-process.ts';
import { startRadosgw, type TestBuckets } from '../support/radosgw.ts';
import { enterAsRosa } from '../support/reporter.ts';

describe('files in a bucket that goes away', function () {
  this.timeout(120_000);
  let buckets: TestBuckets;
  let app: TestApp;
  let rosa: Client;
  let fields: Record<string, string>;
  before(async () => {
    buckets = await startRadosgw();
    app = await startApp();
  });
  beforeEach(async () => {
    const entered = await enterAsRosa(app);
    useStorage(new S3Bucket(await buckets.make(`portal-away-${randomBytes(4).toString('hex')}`)));
    rosa = entered.rosa;
    fields = { title: 'With files', description: 'See there.', typeId: entered.typeId };
  });
  after(async () => {
    useTestStorage();
    killLeftOvers();
    await app.stop();
    await buckets.stop();
  });

  const picture = () => new File([new Uint8Array(png)], 'screen.png');
  const stored = async () => {
    const keys: string[] = [];
    for await (const { key } of storage().list()) keys.push(key);
    return keys;
  };

  it('keeps what was typed, writes no row and no file, lets other machines go on, and takes it once it is back', async () => {
    const filed = await rosa.postMultipart('/complaints', fields, { attachments: picture() });
    expect(filed.status).to.equal(303);
    const [row] = await Attachment.findAll();
    const path = `/attachments/${row?.id}`;
    await buckets.leave();

    const refused = await rosa.postMultipart('/complaints', fields, { attachments: picture() });
    expect(refused.status).to.equal(503);
    expect(refused.text)
      .to.contain('screen.png could not be stored')
      .and.contain('value="With files"')
      .and.contain('>See there.</textarea>');
    expect([await Complaint.count(), await Attachment.count(), await StagedFile.count()]).to.deep.equal([
      1, 1, 0,
    ]);
    expect((await rosa.get(path)).status).to.equal(503);
    // All machines share it: none of them is better to ask.
    expect((await app.client().get('/readyz')).status).to.equal(200);
    expect((await rosa.postMultipart('/complaints', fields)).status, 'without it').to.equal(303);

    await buckets.comeBack();
    expect((await rosa.get(path)).status).to.equal(200);
    expect((await rosa.postMultipart('/complaints', fields, { attachments: picture() })).status).to.equal(
      303,
    );
    expect(await stored()).to.have.members((await Attachment.findAll()).map(({ storageKey }) => storageKey));
  });

  it('is refused at the start when it cannot be used, in one line', async () => {
    const url = (bucket: string) => buckets.urlOf(bucket);
    const wrongSecret = url('portal-any').replace(/:[^:@/]+@/, ':wrong@');
    for (const [STORAGE_URL, reason] of [
      [url('portal-nowhere'), '404 NoSuchBucket'],
      [wrongSecret, '403 SignatureDoesNotMatch'],
      ['s3://a:b@127.0.0.1:1/bucket', 'ECONNREFUSED'],
    ] as const) {
      const portal = startPortal({ ...testEnvironment, STORAGE_URL });
      expect(await portal.ended, STORAGE_URL).to.equal(1);
      expect(portal.stderr())
        .to.match(/^STORAGE_URL cannot be used: .*\n$/)
        .and.contain(reason);
      expect(portal.stderr()).not.to.contain('wrong@').and.not.to.contain('a%2Fsecret');
    }
  });

  it('is one for all machines: what waits for its form at one goes along with it at another', async () => {
    const name = `portal-shared-${randomBytes(4).toString('hex')}`;
    await buckets.make(name);
    const files = mkdtempSync(join(tmpdir(), 'portal-machines-'));
    const settings = { ...testEnvironment, STORAGE_URL: buckets.urlOf(name), WORKER: 'off' };
    const isServer = testEnvironment.DATABASE_URL !== undefined;
    const machines = ['one', 'two'].map((machine) =>
      startPortal({ ...settings, ...(isServer ? { DATA_DIR: join(files, machine) } : {}) }),
    );
    const [one = '', two = ''] = await Promise.all(machines.map(({ url }) => url));
    const atOne = await signIn(new Client(one), 'rosa');
    const atTwo = new Client(two);
    for (const [cookie, value] of atOne.cookies) atTwo.cookies.set(cookie, value);
    const refused = await atOne.postMultipart(
      '/complaints',
      { ...fields, title: '' },
      { attachments: picture() },
    );
    expect(refused.status).to.equal(422);
    const [, keptFiles = ''] = /name="keptFiles"[^>]*value="(\d+)"/.exec(refused.text) ?? [];
    const filed = await atTwo.postMultipart('/complaints', { ...fields, keptFiles });
    expect(filed.status).to.equal(303);
    const [row] = await Attachment.findAll();
    expect((await atOne.get(`/attachments/${row?.id}`)).status).to.equal(200);
    const part = await atTwo.request(`/attachments/${row?.id}`, { headers: { range: 'bytes=1-3' } });
    expect([part.status, part.text]).to.deep.equal([206, 'PNG']);
    if (isServer)
      expect(['one', 'two'].some((machine) => existsSync(join(files, machine, 'attachments')))).to.equal(
        false,
      );
    else expect(existsSync(join(dataDir, 'attachments', 'incoming'))).to.equal(false);
    for (const { child } of machines) child.kill('SIGTERM');
    await Promise.all(machines.map(({ ended }) => ended));
    rmSync(files, { recursive: true, force: true });
  });
});
