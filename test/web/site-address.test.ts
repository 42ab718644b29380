import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { startApp, type TestApp } from '../support/app.ts';

describe('the address of a request', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  /** The answer's status to a request with this first line, which no browser would send. */
  async function statusOf(line: string): Promise<number> {
    const { port } = new URL(app.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.end(`${line} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(await text(socket))?.[1]);
  }

  it('is refused where it is none', async () => {
    for (const target of ['*', 'ftp://127.0.0.1/healthz']) {
      for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE'])
        expect(await statusOf(`${method} ${target}`), `${method} ${target}`).to.equal(400);
    }
  });

  it('may be whole, as proxies send it', async () => {
    expect(await statusOf('GET http://127.0.0.1/healthz')).to.equal(200);
    expect(await statusOf('GET http://127.0.0.1/nothing?x')).to.equal(404);
  });

  it('never makes an error of ours, whatever it is', async () => {
    const targets = [
      'http://[',
      'http://[',
      'http://',
      '//',
      '//healthz',
      '/\\..\\',
      '/#x',
      '/?page[]=1',
      '/%',
      '/complaints/%ff',
      '/%2e%2e/x',
    ];
    for (const target of targets) {
      const status = await statusOf(`GET ${target}`);
      expect(status, target).to.be.within(200, 499);
    }
  });
});
