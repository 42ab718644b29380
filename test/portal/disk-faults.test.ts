import { mkdir, mkdtemp, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Attachment } from '../../src/models/attachment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import { Client } from '../support/client.ts';
import { dataDir, testEnvironment } from '../support/database.ts';
import { itOnce } from '../support/it-once.ts';
import { killLeftOvers, startPortal } from '../support/portal-process.ts';
import { claimStorage, removeStoredFiles, storedFiles } from '../support/stored-files.ts';

const root = join(dataDir, 'attachments');
const NO_ROOM = 'report.txt could not be stored: the portal has no room for files at the moment.';

describe('a disk that fails', () => {
  let app: TestApp;
  let rosa: Client;
  let fields: Record<string, string>;
  before(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    await removeStoredFiles(dataDir);
    await buildCast();
    rosa = await signIn(app.client(), 'rosa');
    const { id } = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    fields = { title: 'With files', description: 'See there.', typeId: String(id) };
  });
  afterEach(() => removeStoredFiles(dataDir));
  after(() => app.stop());

  const report = (size = 100) => new File(['x'.repeat(size)], 'report.txt');

  async function expectKept(answer: { status: number; text: string }): Promise<void> {
    expect(answer.status).to.equal(503);
    expect(answer.text)
      .to.contain(NO_ROOM)
      .and.contain('value="With files"')
      .and.contain('>See there.</textarea>');
    expect(await Complaint.count()).to.equal(0);
  }

  it('keeps what was typed when no file can be stored, and goes on once it can', async () => {
    await mkdir(root, { recursive: true });
    await writeFile(join(root, 'incoming'), 'a plain file where a folder should be');
    await expectKept(await rosa.postMultipart('/complaints', fields, { attachments: report() }));
    expect((await app.client().get('/readyz')).text).to.equal('Files cannot be stored.\n');
    expect((await rosa.postMultipart('/complaints', fields)).status, 'without it').to.equal(303);
    await rm(join(root, 'incoming'));
    expect((await app.client().get('/readyz')).status).to.equal(200);
    const sent = await rosa.postMultipart(
      '/complaints',
      { ...fields, title: 'Again' },
      { attachments: report() },
    );
    expect(sent.status).to.equal(303);
  });

  /** Sends the form with a file that comes first, and lets something happen while its rest still comes. */
  function sendSlowly(happen: () => Promise<unknown>) {
    const part = (disposition: string, content: string) =>
      `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
    const file = part('name="attachments"; filename="report.txt"', 'x');
    const slowly = async function* () {
      yield Buffer.from(file.slice(0, -1));
      await happen();
      yield Buffer.from(file.slice(-1));
      for (const [name, value] of Object.entries(fields)) yield Buffer.from(part(`name="${name}"`, value));
      yield Buffer.from('--b--\r\n');
    };
    return rosa.request('/complaints', {
      method: 'POST',
      body: Readable.toWeb(Readable.from(slowly())) as ReadableStream,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      duplex: 'half',
    } as RequestInit);
  }

  it('survives a file that fails long before its form ends', async () => {
    await writeFile(root, 'a plain file where a folder should be');
    await expectKept(await sendSlowly(() => delay(60)));
    await rm(root);
  });

  it('keeps what was typed when the folder vanishes while a file comes', async () => {
    const incoming = join(root, 'incoming');
    const vanish = async () => {
      while ((await readdir(incoming).catch(() => [])).length === 0) await delay(5);
      await rm(incoming, { recursive: true });
    };
    await expectKept(await sendSlowly(vanish));
    expect((await rosa.postMultipart('/complaints', fields, { attachments: report() })).status).to.equal(303);
  });

  it('stores nothing where the folder is gone with its disk, and says so until it is back', async () => {
    await claimStorage();
    await rename(root, `${root}-elsewhere`);
    await expectKept(await rosa.postMultipart('/complaints', fields, { attachments: report() }));
    expect((await app.client().get('/readyz')).status).to.equal(503);
    await rename(`${root}-elsewhere`, root);
    expect((await app.client().get('/readyz')).status).to.equal(200);
    const { status } = await rosa.postMultipart('/complaints', fields, { attachments: report() });
    expect(status).to.equal(303);
  });

  it('says so of a file that was cut short, cannot be read, or is none', async () => {
    const { location } = await rosa.postMultipart('/complaints', fields, { attachments: report() });
    expect(location).to.match(/^\/complaints\/\d+/);
    const { id, storageKey } = await Attachment.findOne({ rejectOnEmpty: true });
    const path = join(root, storageKey.slice(0, 2), storageKey);
    const ask = async () => {
      const { status, text, headers } = await rosa.get(`/attachments/${id}`);
      expect(headers.get('content-disposition')).to.equal(null);
      return [status, /This file [^<]*/.exec(text)?.[0]];
    };
    const gone = [404, 'This file is not there any more.'];
    await truncate(path, 50);
    expect(await ask()).to.deep.equal(gone);
    await rm(path);
    await mkdir(path);
    expect(await ask()).to.deep.equal(gone);
    await rm(join(root, storageKey.slice(0, 2)), { recursive: true });
    await writeFile(join(root, storageKey.slice(0, 2)), '');
    expect(await ask()).to.deep.equal(gone);
    expect((await rosa.get('/')).status).to.equal(200);
  });
});

describe('a disk that is full', function suite() {
  this.timeout(180_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portal-full-'));
  });
  afterEach(async () => {
    killLeftOvers();
    await rm(folder, { recursive: true, force: true });
  });

  it('loses nothing of a form, keeps no file cut short, and lets the others go on', async () => {
    const embedded = testEnvironment.DATABASE_URL === undefined;
    if (!embedded) await buildCast();
    const settings = {
      ...(embedded ? {} : testEnvironment),
      DATA_DIR: folder,
      PORTAL_ADMIN_PASSWORD: 'correct horse battery',
    };
    const portal = startPortal(settings, { mostKiB: 6000 });
    const url = (await portal.url) ?? expect.fail(portal.stderr());
    const person = await signIn(new Client(url), embedded ? 'admin' : 'asha');
    const page = await person.get('/complaints/new');
    const [, typeId = ''] = /<option value="(\d+)">Printer/.exec(page.text) ?? [];
    const fields = { title: 'With files', description: 'See there.', typeId };
    const file = (size: number) => ({ attachments: new File(['x'.repeat(size)], 'report.txt') });
    const [large, lastBytes, small] = await Promise.all([
      person.postMultipart('/complaints', fields, file(9_000_001)),
      // All that does not fit is a part of the last piece: some of it is written, which is no error.
      person.postMultipart('/complaints', fields, file(6000 * 1024 + 100)),
      person.postMultipart('/complaints', { ...fields, title: 'Small' }, file(1000)),
    ]);
    for (const { status, text } of [large, lastBytes]) {
      expect(status).to.equal(503);
      expect(text).to.contain(NO_ROOM).and.contain('>See there.</textarea>');
    }
    expect(small.status).to.equal(303);
    expect((await person.get(small.location ?? '')).text).to.contain('report.txt');
    const names = await storedFiles(folder);
    expect(names, 'only the small one').to.have.length(1);
    const [key = ''] = names;
    expect((await stat(join(folder, 'attachments', key.slice(0, 2), key))).size).to.equal(1000);
    portal.child.kill('SIGTERM');
    expect(await portal.ended).to.equal(0);
  });

  itOnce('is told in one line when the portal cannot start on it', async () => {
    await writeFile(join(folder, 'plain'), '');
    const portal = startPortal({ DATA_DIR: join(folder, 'plain') });
    expect(await portal.ended).to.equal(1);
    expect(portal.stdout()).to.equal('');
    expect(portal.stderr()).to.match(
      /^DATA_DIR must be a folder that can be written to: .*plain is no folder\n$/,
    );
    expect(await readdir(folder)).to.deep.equal(['plain']);
  });

  itOnce('is told in one line when no file can be stored on it, though settings are', async () => {
    await mkdir(join(folder, 'attachments'));
    await writeFile(join(folder, 'attachments', 'incoming'), 'a plain file where a folder should be');
    const portal = startPortal({ DATA_DIR: folder });
    expect(await portal.ended).to.equal(1);
    expect(portal.stderr()).to.match(
      /^DATA_DIR cannot be used: no file can be written in .*attachments \(.*\)\.\n$/,
    );
    expect(await readdir(folder)).to.deep.equal(['attachments']);
  });
});
