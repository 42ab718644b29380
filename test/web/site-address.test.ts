import { once } from 'node:events';
import { request } from 'node:http';
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
    // Not ended here: Node answers nothing more to a sender that has hung up.
    socket.write(`${line} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
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

  describe('whose host is another’s', () => {
    let named: TestApp;
    before(async () => {
      named = await startApp({ environment: { BASE_URL: 'https://it.example', TRUST_PROXY: 'loopback' } });
    });
    after(() => named.stop());

    /** The status of a request to this host, which fetch would not send. */
    const statusFor = (host: string, path = '/login', headers = {}) =>
      new Promise<number | undefined>((resolve, reject) => {
        const { port } = new URL(named.url);
        const sent = request({ host: '127.0.0.1', port, path, headers: { host, ...headers } }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode));
        });
        sent.on('error', reject).end();
      });

    it('is refused once BASE_URL names the portal’s own', async () => {
      for (const host of [
        'it.example',
        'IT.EXAMPLE',
        'it.example:443',
        'localhost:3000',
        '127.0.0.1',
        '[::1]:80',
      ])
        expect(await statusFor(host), host).to.equal(200);
      const others = [
        'evil.example',
        'it.example.evil.example',
        'it.example:8443',
        '10.0.0.1',
        'x@it.example',
        '127.0.0.1.evil.example',
      ];
      for (const host of [...others, 'it.example/x', 'local host'])
        expect(await statusFor(host), host).to.equal(421);
      for (const path of ['/', '/admin', '/static/portal.js', '/admin/api/dashboard'])
        expect(await statusFor('evil.example', path), path).to.equal(421);
    });

    it('may be named by a proxy that is trusted', async () => {
      expect(await statusFor('portal.internal', '/login', { 'x-forwarded-host': 'it.example' })).to.equal(
        200,
      );
      expect(await statusFor('it.example', '/login', { 'x-forwarded-host': 'evil.example' })).to.equal(421);
    });

    it('does not matter to those who watch the process', async () => {
      for (const path of ['/healthz', '/readyz', '/healthz?x'])
        expect(await statusFor('10.0.0.7:3000', path), path).to.equal(200);
      expect(await statusFor('10.0.0.7:3000', '/healthz/x')).to.equal(421);
    });
  });
});
