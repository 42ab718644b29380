import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { limitTimes, SERVER_TIMES } from '../../src/web/server-times.ts';
import { buildCast } from '../factories/people.ts';
import { signIn, startApp, type TestApp } from '../support/app.ts';

describe('an upload over a slow line', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({ times: { ...SERVER_TIMES, standstill: 1000 } });
  });
  after(() => app.stop());

  /** A form whose first half was sent, and the rest of it. */
  async function begin(): Promise<{ socket: Socket; rest: string; answer: () => string }> {
    await buildCast();
    const rosa = await signIn(app.client(), 'rosa');
    const { id } = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    const part = (disposition: string, content: string) =>
      `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
    const fields = { title: 'Slow', description: 'See there.', typeId: String(id) };
    const body = `${Object.entries(fields)
      .map(([name, value]) => part(`name="${name}"`, value))
      .join('')}${part('name="attachments"; filename="a.txt"', 'x'.repeat(600))}--b--\r\n`;
    const cookie = [...rosa.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    const head = `POST /complaints HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\nContent-Length: ${body.length}`;
    socket.write(`${head}\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n${body.slice(0, -600)}`);
    return { socket, rest: body.slice(-600), answer: () => answer };
  }

  it('goes on while anything moves, however long it takes', async () => {
    const { socket, rest, answer } = await begin();
    for (let at = 0; at < rest.length; at += 100) {
      await delay(300);
      socket.write(rest.slice(at, at + 100));
    }
    while (answer() === '') await once(socket, 'data');
    expect(answer()).to.match(/^HTTP\/1\.1 303 /);
    socket.destroy();
    expect(await Complaint.count()).to.equal(1);
  });

  it('is ended when it stands still, and nothing of it is kept', async () => {
    const { socket, answer } = await begin();
    await once(socket, 'close');
    expect(answer()).to.equal('');
    expect(await Complaint.count()).to.equal(0);
  });

  it('has an hour, and a minute without a byte', () => {
    const server = createServer();
    limitTimes(server);
    expect(server).to.include({ requestTimeout: 3_600_000, headersTimeout: 60_000, timeout: 60_000 });
  });
});

describe('a connection that is kept for the next request', () => {
  it('is told to last longer than the minute for which proxies keep theirs', async () => {
    const app = await startApp();
    try {
      expect((await app.client().get('/healthz')).headers.get('keep-alive')).to.equal('timeout=75');
    } finally {
      await app.stop();
    }
  });
});
