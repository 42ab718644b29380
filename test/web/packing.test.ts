import { once } from 'node:events';
import { request as ask, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import express from 'express';
import { packing } from '../../src/web/packing.ts';

const PAGE = `<p>${'Ünïcode and words that come again. '.repeat(100)}</p>`;
const LONG = `<p>${'Words that come again. '.repeat(30_000)}</p>`;

function unpacked(body: Buffer, packing: string | undefined): string {
  if (packing === undefined) return body.toString();
  return (packing === 'br' ? brotliDecompressSync(body) : gunzipSync(body)).toString();
}

describe('packing answers', () => {
  let server: Server;

  before(async () => {
    const app = express();
    app.use(packing());
    app.get('/page', (_request, response) => void response.send(PAGE));
    app.get('/json', (_request, response) => void response.json({ text: PAGE }));
    app.get('/object', (_request, response) => void response.send({ text: PAGE }));
    app.get('/plain', (_request, response) => void response.type('txt').send(PAGE));
    app.get('/short', (_request, response) => void response.send('<p>Short</p>'));
    app.get('/long', (_request, response) => void response.send(LONG));
    app.get('/bytes', (_request, response) => void response.send(Buffer.from(PAGE)));
    app.get('/bits', (_request, response) => {
      response.type('html').write(PAGE);
      response.end(PAGE);
    });
    app.get('/kept', (_request, response) => {
      response.set('Cache-Control', 'private, no-cache').send(PAGE);
    });
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());

  async function get(path: string, encodings: string | undefined, more: object = {}) {
    const { port } = server.address() as AddressInfo;
    const { method = 'GET', headers = {} } = more as { method?: string; headers?: object };
    const accept = encodings === undefined ? {} : { 'accept-encoding': encodings };
    const sent = ask({ port, host: '127.0.0.1', path, method, headers: { ...headers, ...accept } }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const body = Buffer.concat((await answer.toArray()) as Buffer[]);
    const { statusCode: status, headers: told } = answer;
    return { status, told, body, packed: told['content-encoding'] };
  }

  it('takes the way that whoever asks can unpack, the smaller one first', async () => {
    const cases: [string | undefined, string | undefined][] = [
      ['gzip, deflate, br', 'br'],
      ['gzip, deflate', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['*', 'br'],
      ['identity', undefined],
      ['', undefined],
      [undefined, undefined],
    ];
    for (const [encodings, expected] of cases) {
      const { packed, body, told } = await get('/page', encodings);
      expect(packed, encodings).to.equal(expected);
      expect(unpacked(body, packed), encodings).to.equal(PAGE);
      expect(told['content-length'], encodings).to.equal(String(body.length));
      expect(told.vary, encodings).to.equal('Accept-Encoding');
      expect(told['content-type']).to.equal('text/html; charset=utf-8');
    }
  });

  it('keeps the type that an answer has, and what it says', async () => {
    const types = { '/json': 'application/json', '/object': 'application/json', '/plain': 'text/plain' };
    for (const [path, type] of Object.entries(types)) {
      const { packed, body, told } = await get(path, 'br');
      expect([packed, told['content-type']], path).to.deep.equal(['br', `${type}; charset=utf-8`]);
      expect(brotliDecompressSync(body).toString(), path).to.contain('Ünïcode and words');
    }
  });

  it('leaves short answers, and those to who only looks, as they are', async () => {
    expect((await get('/short', 'br')).body.toString()).to.equal('<p>Short</p>');
    const { told, body } = await get('/page', 'br', { method: 'HEAD' });
    expect([told['content-encoding'], body.length]).to.deep.equal([undefined, 0]);
  });

  it('packs what is long, no text or comes bit by bit, too', async () => {
    const long = await get('/long', 'br');
    expect(long.packed).to.equal('br');
    expect(brotliDecompressSync(long.body).toString()).to.equal(LONG);
    expect(brotliDecompressSync((await get('/bytes', 'br')).body).toString()).to.equal(PAGE);
    const bits = await get('/bits', 'gzip');
    expect(bits.packed).to.equal('gzip');
    expect(gunzipSync(bits.body).toString()).to.equal(PAGE + PAGE);
  });

  it('answers with nothing where a browser has what it would get', async () => {
    const first = await get('/kept', 'br');
    const headers = { 'if-none-match': first.told.etag };
    const second = await get('/kept', 'br', { headers });
    expect([second.status, second.body.length]).to.deep.equal([304, 0]);
  });
});
