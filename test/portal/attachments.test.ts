import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Attachment } from '../../src/models/attachment.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { Remark } from '../../src/models/remark.ts';
import { receiveFile } from '../../src/use-cases/attachments/receive-file.ts';
import { addNote } from '../../src/use-cases/complaints/steps/add-note.ts';
import { askReporter } from '../../src/use-cases/complaints/steps/ask-reporter.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { itOnce } from '../support/it-once.ts';
import { journal } from '../support/journal.ts';
import type { Cast } from '../factories/people.ts';
import { storage } from '../../src/storage/storage.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';
import type { Answer, Client } from '../support/client.ts';
import { enterAsRosa } from '../support/reporter.ts';
import { dataDir } from '../support/database.ts';
import { allowedFiles, png } from '../support/files.ts';
import { removeStoredFiles, storedFiles } from '../support/stored-files.ts';

const MB = 1024 * 1024;
const HTML = '<!doctype html><script>alert(1)</script>';

describe('attachments in the portal', () => {
  let app: TestApp;
  let cast: Cast;
  let rosa: Client;
  let typeId: string;
  before(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    ({ cast, rosa, typeId } = await enterAsRosa(app));
  });
  after(() => app.stop());

  const text = (name: string, size = 100) => new File(['x'.repeat(size)], name, { type: 'text/plain' });

  it('are not taken in for a complaint that does not exist for whoever sends them', async () => {
    const { id } = await buildComplaint({ reporter: cast.sam });
    for (const address of ['0', 'x', '999999999', '9'.repeat(30), '%00', String(id)]) {
      for (const form of ['remarks', 'reopen', 'confirm']) {
        const path = `/complaints/${address}/${form}`;
        const { status } = await rosa.postMultipart(path, { remark: 'x' }, { attachments: text('a.txt') });
        expect(status, path).to.equal(404);
      }
    }
    expect(await storedFiles(dataDir)).to.deep.equal([]);
  });

  it('are refused before they come where the address names nothing', async () => {
    const cookie = [...rosa.cookies].map(([name, one]) => `${name}=${one}`).join('; ');
    for (const address of ['0', 'x', '9'.repeat(30)]) {
      for (const form of ['remarks', 'reopen', 'confirm', 'withdraw']) {
        const sending = request(`${app.url}/complaints/${address}/${form}`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'multipart/form-data; boundary=b', 'content-length': 1000 },
        });
        sending.on('error', () => undefined).write('--b\r\n');
        const [answer] = (await once(sending, 'response')) as [IncomingMessage];
        expect(answer.statusCode, `${address} ${form}`).to.equal(404);
        sending.destroy();
      }
    }
  });

  /** A form with too many fields from a client that reads the answer only once it has sent everything. */
  async function sendWhole(value: string): Promise<string> {
    const part = `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n${value}\r\n`;
    const body = `${part.repeat(500)}--b--\r\n`;
    const cookie = [...rosa.cookies].map(([name, one]) => `${name}=${one}`).join('; ');
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1').pause();
    const head = [
      'POST /complaints HTTP/1.1',
      'Host: localhost',
      `Cookie: ${cookie}`,
      'Content-Type: multipart/form-data; boundary=b',
      `Content-Length: ${body.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    for (let at = 0; at < body.length; at += MB) {
      const chunk = body.slice(at, at + MB);
      await new Promise<void>((resolve, reject) => {
        socket.write(chunk, (error) => (error ? reject(error) : resolve()));
      });
    }
    const [answer] = (await once(socket.resume(), 'data')) as [Buffer];
    socket.destroy();
    return answer.toString();
  }

  function send(path: string, fields: Record<string, string>, files: readonly File[]): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    for (const file of files) body.append('attachments', file);
    return rosa.request(path, { method: 'POST', body });
  }

  const fileComplaint = (...files: File[]) =>
    send('/complaints', { title: 'With files', description: 'See there.', typeId }, files);

  async function expectNotFiled(): Promise<void> {
    expect(await Complaint.count()).to.equal(0);
    expect(await Attachment.count()).to.equal(0);
  }

  async function expectNothing(): Promise<void> {
    await expectNotFiled();
    expect(await storedFiles(dataDir)).to.deep.equal([]);
  }

  async function expectRefused(answer: Answer, told: string): Promise<void> {
    expect(answer.status, answer.text.slice(0, 200)).to.equal(422);
    const [, error = ''] = /id="attachments-error">([^<]*)</.exec(answer.text) ?? [];
    expect(error).to.contain(told);
    expect(answer.text).to.contain('value="With files"').and.contain('>See there.</textarea>');
    await expectNotFiled();
  }

  /** Rosa's complaint with one file. */
  async function stored(file: File): Promise<{ complaintId: number; path: string }> {
    const { location } = await fileComplaint(file);
    const row = await Attachment.findOne({ rejectOnEmpty: true });
    return { complaintId: Number(location?.split('/').at(-1)), path: `/attachments/${row.id}` };
  }

  describe('sending', () => {
    it('takes every allowed kind, by what it holds, with the complaint and with an answer', async () => {
      const files = Object.entries(allowedFiles).map(
        ([name, content]) => new File([new Uint8Array(content)], name),
      );
      const { status, location } = await fileComplaint(...files.slice(0, 5));
      expect(status).to.equal(303);
      const id = Number(location?.split('/').at(-1));
      await askReporter(cast.amir, { id, remark: 'More?' });
      const remark = await send(`/complaints/${id}/remarks`, { remark: 'Here.' }, files.slice(5, 10));
      expect(remark.status).to.equal(303);
      expect((await send(`/complaints/${id}/remarks`, { remark: 'Last.' }, files.slice(10))).status).to.equal(
        303,
      );
      const rows = await Attachment.findAll({ order: [['id', 'ASC']] });
      expect(rows.map(({ originalName }) => originalName)).to.deep.equal(Object.keys(allowedFiles));
      const said = await Remark.findOne({ where: { text: 'Here.' }, rejectOnEmpty: true });
      expect(rows.map(({ remarkId }) => remarkId).slice(4, 6)).to.deep.equal([null, said.id]);
      expect(await storedFiles(dataDir)).to.have.members(rows.map(({ storageKey }) => storageKey));
      const page = await rosa.get(`/complaints/${id}`);
      for (const { id: file, originalName } of rows) {
        expect(page.text).to.contain(`href="/attachments/${file}"`).and.contain(originalName);
      }
      expect(page.text.match(/<img src="\/attachments\/\d+\?inline=1"/g)).to.have.length(4);
    });

    it('takes a file input that was left empty for no file, as browsers send it', async () => {
      const fields = { title: 'Without files', description: 'Nothing to see.', typeId };
      const typed = Object.entries(fields).map(
        ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      );
      for (const [index, fileName] of ['; filename=""', ''].entries()) {
        const empty = `--b\r\nContent-Disposition: form-data; name="attachments"${fileName}\r\nContent-Type: application/octet-stream\r\n\r\n\r\n`;
        const { status } = await rosa.request('/complaints', {
          method: 'POST',
          body: `${typed.join('')}${empty}--b--\r\n`,
          headers: { 'content-type': 'multipart/form-data; boundary=b' },
        });
        expect(status, fileName).to.equal(303);
        expect(await Complaint.count()).to.equal(index + 1);
      }
      expect(await Attachment.count()).to.equal(0);
      expect(await storedFiles(dataDir)).to.deep.equal([]);
    });

    it('refuses what a name only pretends to be', async () => {
      await expectRefused(
        await fileComplaint(new File([HTML], 'x.png', { type: 'image/png' })),
        'x.png cannot be attached',
      );
      await expectRefused(await fileComplaint(new File([HTML], 'x.txt')), 'x.txt cannot be attached');
      await expectRefused(await fileComplaint(new File(['MZ\0\0'], 'x.pdf')), 'x.pdf cannot be attached');
    });

    it('tells what is wrong with each file and with the words at the same time', async () => {
      const files = [text('fine.txt'), new File([HTML], 'a.png'), new File([], 'empty.txt')];
      const answer = await send('/complaints', { title: 'With files', description: '', typeId }, files);
      expect(answer.status).to.equal(422);
      expect(answer.text)
        .to.contain('a.png cannot be attached.')
        .and.contain('empty.txt is empty.')
        .and.contain('Describe the problem.');
      await expectNotFiled();
      expect(await storedFiles(dataDir), 'what is fine waits').to.have.length(1);
    });

    it('keeps nothing of what a program sends that cannot show it once more', async () => {
      const headers = { accept: 'application/json' };
      const body = new FormData();
      for (const [name, value] of Object.entries({ title: '', description: 'See there.', typeId }))
        body.append(name, value);
      body.append('attachments', text('a.txt'));
      const refused = await rosa.request('/complaints', { method: 'POST', body, headers });
      expect(refused.status).to.equal(422);
      expect(refused.json()).to.have.nested.property('error.fields.title');
      await expectNothing();
    });

    it('takes five files, and refuses six', async () => {
      const five = Array.from({ length: 5 }, (_, index) => text(`${index}.txt`));
      await expectRefused(await fileComplaint(...five, text('6.txt')), 'Attach at most 5 files.');
      await expectRefused(await fileComplaint(...five, ...five), 'Attach at most 5 files.');
      expect((await fileComplaint(...five)).status).to.equal(303);
    });

    it('takes 10 MB, and refuses one byte more', async () => {
      await expectRefused(
        await fileComplaint(text('large.log', 10 * MB + 1)),
        'large.log is larger than 10 MB.',
      );
      expect((await fileComplaint(text('large.log', 10 * MB))).status).to.equal(303);
      expect((await Attachment.findOne({ rejectOnEmpty: true })).sizeBytes).to.equal(10 * MB);
    }).timeout(30_000);

    it('keeps of a name only what is a name', async () => {
      const names: Record<string, string> = {
        '../../x.txt': 'x.txt',
        'C:\\temp\\y.txt': 'y.txt',
        'röntgen 😀.txt': 'röntgen 😀.txt',
        'exe.\u202Etxt.txt': 'exe.txt.txt',
        [`${'n'.repeat(296)}.txt`]: `${'n'.repeat(251)}.txt`,
      };
      const files = Object.keys(names).map((name) => text(name));
      expect((await fileComplaint(...files)).status).to.equal(303);
      const rows = await Attachment.findAll({ order: [['id', 'ASC']] });
      expect(rows.map(({ originalName }) => originalName)).to.deep.equal(Object.values(names));
      for (const key of await storedFiles(dataDir)) expect(key).to.match(/^[0-9a-f]{32}$/);
    });

    it('undoes what browsers escape in a name, and nothing else', async () => {
      const names: Record<string, string> = {
        'say "hi".txt': 'say "hi".txt',
        '100%25 of 5%20.txt': '100%25 of 5%20.txt',
        'two\r\nlines.txt': 'twolines.txt',
      };
      expect((await fileComplaint(...Object.keys(names).map((name) => text(name)))).status).to.equal(303);
      const rows = await Attachment.findAll({ order: [['id', 'ASC']] });
      expect(rows.map(({ originalName }) => originalName)).to.deep.equal(Object.values(names));
    });

    it('says where a charset shows, and nothing where it does not', async () => {
      const latin = Buffer.from('Name;B\u00fcro', 'latin1');
      const types: string[] = [];
      for (const file of [
        new File(['\u00fc'], 'utf8.csv'),
        new File([new Uint8Array(latin)], 'ansi.csv'),
        new File([new Uint8Array(Buffer.from('\uFEFFwide', 'utf16le'))], 'wide.txt'),
      ]) {
        await Attachment.destroy({ where: {} });
        const { path } = await stored(file);
        types.push((await rosa.get(path)).headers.get('content-type') ?? '');
      }
      expect(types).to.deep.equal(['text/csv; charset=utf-8', 'text/csv', 'text/plain; charset=utf-16le']);
    });

    it('takes no files in another field, and none without a session', async () => {
      const body = new FormData();
      body.append('title', text('title.txt'));
      const answer = await rosa.request('/complaints', { method: 'POST', body });
      expect(answer.status).to.equal(422);
      const stranger = await app.client().request('/complaints', { method: 'POST', body });
      expect(stranger.location).to.equal('/login');
      await expectNothing();
    });

    it('keeps nothing for somebody else’s complaint', async () => {
      const { id } = await buildComplaint({ reporter: cast.sam });
      const { status } = await send(`/complaints/${id}/remarks`, { remark: 'Hello' }, [text('a.txt')]);
      expect(status).to.equal(404);
      expect(await storedFiles(dataDir)).to.deep.equal([]);
    });

    it('ends a form that never ends', async () => {
      const chunk = Buffer.alloc(MB, 'x');
      const head = '--b\r\nContent-Disposition: form-data; name="attachments"; filename="a.txt"\r\n\r\n';
      const endless = async function* () {
        yield Buffer.from(head);
        for (let i = 0; i < 140; i += 1) yield chunk;
      };
      const answer = await rosa
        .request('/complaints', {
          method: 'POST',
          body: Readable.toWeb(Readable.from(endless())) as ReadableStream,
          headers: { 'content-type': 'multipart/form-data; boundary=b' },
          duplex: 'half',
        } as RequestInit)
        .catch(() => undefined);
      if (answer !== undefined) expect(answer.status).to.equal(413);
      await delay(100);
      await expectNothing();
    }).timeout(30_000);

    itOnce('tells whoever sends too much of anything, before the line is closed', async function much() {
      this.timeout(60_000);
      const many = new FormData();
      for (let i = 0; i < 2000; i += 1) many.append(`field${i}`, 'x');
      const large = new FormData();
      large.append('description', 'x'.repeat(5 * MB));
      const longName = new FormData();
      longName.append('n'.repeat(5000), 'x'.repeat(MB));
      const crowd = new FormData();
      for (let i = 0; i < 300; i += 1) crowd.append('attachments', text(`${i}.txt`, 50_000));
      const huge = new FormData();
      for (let i = 0; i < 14; i += 1) huge.append('attachments', text(`${i}.txt`, 10 * MB));
      for (const [name, body] of Object.entries({ many, large, longName, crowd, huge })) {
        const answer = await rosa.request('/complaints', { method: 'POST', body });
        expect(answer.status, name).to.equal(413);
        expect(answer.text, name).to.contain('The form is larger than the portal accepts.');
      }
      for (let round = 0; round < 10; round += 1) {
        const answer = await sendWhole(Buffer.alloc(20_000, 'y').toString());
        expect(answer).to.match(/^HTTP\/1\.1 413 /);
      }
      await expectNothing();
    });

    it('reads no refused form for ever', async () => {
      const cookie = [...rosa.cookies].map(([name, one]) => `${name}=${one}`).join('; ');
      for (const [boundary, status] of [
        ['; boundary=b', 413],
        ['', 400],
      ] as const) {
        const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
        const head = `POST /complaints HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Length: 9999999999`;
        const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(200);
        let answer = '';
        socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
        socket.on('error', () => undefined);
        socket.write(`${head}\r\nContent-Type: multipart/form-data${boundary}\r\n\r\n${part}`);
        let sent = 0;
        while (!socket.destroyed && sent < 150) {
          await new Promise((resolve) => {
            socket.write(Buffer.alloc(MB), resolve);
          });
          sent += 1;
        }
        socket.destroy();
        expect(sent).to.be.within(60, 100);
        expect(answer).to.match(new RegExp(`^HTTP/1.1 ${status} `));
      }
    }).timeout(30_000);

    it('handles two uploads at once, each with its own files', async () => {
      const contents = [1, 2].map((index) => `${index}`.repeat(2 * MB));
      const answers = await Promise.all(
        contents.map((content) => fileComplaint(new File([content], `${content[0]}.txt`))),
      );
      expect(answers.map(({ status }) => status)).to.deep.equal([303, 303]);
      const rows = await Attachment.findAll();
      for (const { originalName, sha256 } of rows) {
        const content = contents.find((one) => one[0] === originalName[0]) ?? '';
        expect(sha256).to.equal(createHash('sha256').update(content).digest('hex'));
      }
      expect(new Set(rows.map(({ complaintId }) => complaintId)).size).to.equal(2);
    });

    it('files one complaint with its files once, however often the form is sent', async () => {
      const fields = {
        title: 'a',
        description: 'b',
        typeId,
        submissionKey: randomBytes(18).toString('base64url'),
      };
      const sendAgain = () => send('/complaints', fields, [text('a.txt')]);
      const answers = await Promise.all([sendAgain(), sendAgain(), sendAgain()]);
      expect(new Set(answers.map(({ location }) => location)).size).to.equal(1);
      expect(await Attachment.count()).to.equal(1);
      expect(await storedFiles(dataDir)).to.have.length(1);
    });

    it('leaves neither row nor file behind when the line breaks half-way, again and again', async () => {
      const { port } = new URL(app.url);
      const cookie = [...rosa.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const part = (disposition: string, content = '') =>
        `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}`;
      const until = async (count: number) => {
        // Each look may miss a file that is on its way from one folder to the other.
        let found = await storedFiles(dataDir);
        for (let looks = 1; looks < 400 && found.length !== count; looks += 1) {
          await delay(50);
          found = await storedFiles(dataDir);
        }
        expect(found).to.have.length(count);
      };
      const breakOff = async (bytes: number, after: 'destroy' | 'end') => {
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('error', () => undefined);
        socket.resume();
        await once(socket, 'connect');
        socket.write(
          `POST /complaints HTTP/1.1\r\nHost: portal\r\nCookie: ${cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 50000000\r\n\r\n`,
        );
        socket.write(part('name="title"', 'Half\r\n'));
        socket.write(part('name="attachments"; filename="whole.txt"', 'whole\r\n'));
        socket.write(part('name="attachments"; filename="half.txt"'));
        // Most of it has been read when the last of it is on its way.
        await new Promise((resolve) => socket.write(Buffer.alloc(bytes, 'x'), resolve));
        // One that is too large is gone at once, while the rest of it still comes.
        // In a bucket nothing is to be seen of a part.
        await until(bytes > 10 * MB || storage().isShared ? 1 : 2);
        if (after === 'end') socket.end();
        else socket.destroy();
        await once(socket, 'close');
        await until(0);
        await expectNothing();
      };
      for (const bytes of [1, 3 * MB, 30 * MB]) {
        await breakOff(bytes, 'destroy');
        await breakOff(bytes, 'end');
      }
      expect((await rosa.get('/')).status, 'the portal goes on').to.equal(200);
    }).timeout(120_000);

    it('goes on when a form ends in the midst of a file, whoever reads it', async () => {
      const headers = { 'content-type': 'multipart/form-data; boundary=b' };
      for (const [path, field] of [
        ['/complaints', 'attachments'],
        ['/complaints', 'elsewhere'],
        ['/profile', 'attachments'],
      ] as const) {
        const disposition = `name="${field}"; filename="half.txt"`;
        const body = `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\nhalf`;
        const { status } = await rosa.request(path, { method: 'POST', body, headers });
        expect(status, `${path} ${field}`).to.equal(400);
        await delay(50);
      }
      await expectNothing();
    });
  });

  describe('fetching', () => {
    it('gives a download that no browser runs or keeps from its owner', async () => {
      const { path } = await stored(new File(['a,b\n1,2\n'], 'Liste “ü”.csv'));
      const { status, headers, text: content } = await rosa.get(path);
      expect([status, content]).to.deep.equal([200, 'a,b\n1,2\n']);
      expect(headers.get('content-type')).to.equal('text/csv; charset=utf-8');
      expect(headers.get('content-disposition')).to.match(/^attachment; filename=/);
      expect(headers.get('content-disposition')).to.contain(
        `filename*=UTF-8''Liste%20%E2%80%9C%C3%BC%E2%80%9D.csv`,
      );
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('content-security-policy')).to.equal(
        "default-src 'none'; frame-ancestors 'none'; sandbox",
      );
      expect(headers.get('cache-control')).to.contain('private').and.not.contain('public');
      expect(headers.get('accept-ranges')).to.equal('bytes');
      expect(headers.get('content-length')).to.equal('8');
    });

    it('shows images in the page, and nothing else', async () => {
      const image = await stored(new File([new Uint8Array(png)], 'a.png'));
      const asked = await rosa.get(`${image.path}?inline=1`);
      expect(asked.headers.get('content-disposition')).to.equal('inline');
      expect(asked.headers.get('content-type')).to.equal('image/png');
      expect(asked.headers.get('content-security-policy')).to.contain('sandbox');
      expect((await rosa.get(image.path)).headers.get('content-disposition')).to.match(/^attachment/);
      await Attachment.destroy({ where: {} });
      const log = await stored(text('a.log'));
      expect((await rosa.get(`${log.path}?inline=1`)).headers.get('content-disposition')).to.match(
        /^attachment/,
      );
    });

    it('is not sent again to who has it, and in parts to who asks for parts', async () => {
      const { path } = await stored(new File(['0123456789'], 'a.txt'));
      const etag = (await rosa.get(path)).headers.get('etag') ?? '';
      expect(etag).to.equal(`"${createHash('sha256').update('0123456789').digest('hex')}"`);
      const fresh = await rosa.get(path, { 'if-none-match': etag });
      expect([fresh.status, fresh.text, fresh.headers.get('etag')]).to.deep.equal([304, '', etag]);
      expect((await rosa.get(path, { 'if-none-match': '"other"' })).status).to.equal(200);
      const part = async (range: string, more: Record<string, string> = {}) => {
        const { status, headers, text: content } = await rosa.get(path, { range, ...more });
        return [status, content, headers.get('content-range')];
      };
      expect(await part('bytes=2-4')).to.deep.equal([206, '234', 'bytes 2-4/10']);
      expect(await part('bytes=7-')).to.deep.equal([206, '789', 'bytes 7-9/10']);
      expect(await part('bytes=-1')).to.deep.equal([206, '9', 'bytes 9-9/10']);
      expect(await part('bytes=5-500')).to.deep.equal([206, '56789', 'bytes 5-9/10']);
      expect(await part('bytes=10-')).to.deep.equal([416, '', 'bytes */10']);
      expect(await part('bytes=0-1,5-6')).to.deep.equal([200, '0123456789', null]);
      expect(await part('lines=1-2')).to.deep.equal([200, '0123456789', null]);
      expect(await part('nonsense')).to.deep.equal([200, '0123456789', null]);
      expect(await part('bytes=2-4', { 'if-range': etag })).to.deep.equal([206, '234', 'bytes 2-4/10']);
      expect(await part('bytes=2-4', { 'if-range': '"old"' })).to.deep.equal([200, '0123456789', null]);
      const head = await rosa.request(path, { method: 'HEAD' });
      expect([head.status, head.text, head.headers.get('content-length')]).to.deep.equal([200, '', '10']);
    });

    it('tells once of a file of another’s that is read part by part', async () => {
      const { path } = await stored(new File(['0123456789'], 'a.txt'));
      const elena = await signIn(app.client(), 'elena');
      for (const range of ['bytes=0-3', 'bytes=4-7', 'bytes=8-']) await elena.get(path, { range });
      expect(await journal({ name: 'attachment.downloaded' })).to.have.length(1);
    });

    it('gives a file to those who see its complaint, and to others the answer for a missing one', async () => {
      const { path } = await stored(text('a.txt'));
      for (const who of ['elena', 'emil', 'amir', 'asha']) {
        expect((await (await signIn(app.client(), who)).get(path)).status, who).to.equal(200);
      }
      const sam = await signIn(app.client(), 'sam');
      const plain = ({ text: page, headers }: Answer) =>
        page.replaceAll(headers.get('x-request-id') ?? '', 'ID');
      const [foreign, missing] = [await sam.get(path), await sam.get('/attachments/999999')];
      expect([foreign.status, missing.status]).to.deep.equal([404, 404]);
      expect(plain(foreign)).to.equal(plain(missing));
      for (const path2 of [
        '/attachments/0',
        '/attachments/x',
        '/attachments/1e3',
        '/attachments/99999999999',
      ])
        expect((await rosa.get(path2)).status, path2).to.equal(404);
      const nobody = await app.client().get(path);
      expect(nobody.location).to.equal(`/login?next=${encodeURIComponent(path)}`);
    });

    it('keeps the files of internal notes from the reporter', async () => {
      const { complaintId } = await stored(text('hers.txt'));
      const file = await receiveFile(Readable.from([Buffer.from('secret')]), 'internal.txt');
      await addNote(cast.amir, { id: complaintId, remark: 'See there.', attachments: [file] });
      const row = await Attachment.findOne({ where: { originalName: 'internal.txt' }, rejectOnEmpty: true });
      expect((await rosa.get(`/attachments/${row.id}`)).status).to.equal(404);
      expect((await rosa.get(`/complaints/${complaintId}`)).text).not.to.contain('internal.txt');
      const elena = await signIn(app.client(), 'elena');
      expect((await elena.get(`/attachments/${row.id}`)).text).to.equal('secret');
      expect((await elena.get(`/complaints/${complaintId}`)).text).not.to.contain('internal.txt');
    });

    it('says so when the stored file is gone', async () => {
      const { path } = await stored(text('a.txt'));
      await removeStoredFiles(dataDir);
      const { status, text: page, headers } = await rosa.get(path);
      expect(status).to.equal(404);
      expect(page).to.contain('not there any more');
      expect(headers.get('content-disposition')).to.equal(null);
    });
  });
});
