import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
// The package's types lack the default export that alone works at run time.
// @ts-expect-error see above
import sqlite3 from '@appthreat/sqlite3';
import { expect } from 'chai';
import { migrateDown, migrateUp } from '../src/database/migrator.ts';
import { buildUser } from './factories/people.ts';
import { signIn } from './support/app.ts';
import { Client } from './support/client.ts';
import { layDatabase, testEnvironment } from './support/database.ts';
import { itOnce } from './support/it-once.ts';
import { killLeftOvers, startPortal } from './support/portal-process.ts';

const PASSWORD = 'a sentence for the admin';
const SECRET = 'nobody outside of this test knows it';

interface Database {
  exec(sql: string, done: (error: Error | null) => void): void;
  close(done: () => void): void;
}

/** Another process that writes into the embedded database and does not end its transaction. */
async function lockDatabase(dataDir: string): Promise<() => Promise<void>> {
  const { Database: Open } = sqlite3 as { Database: new (path: string) => Database };
  const other = new Open(join(dataDir, 'portal.sqlite'));
  await new Promise<void>((resolve, reject) => {
    other.exec('BEGIN IMMEDIATE', (error) => (error === null ? resolve() : reject(error)));
  });
  return () => new Promise((resolve) => other.close(resolve));
}

/** A way to the database server that can be cut. */
async function interruptibleLine(port: number, host: string) {
  const open = new Set<Socket>();
  let isCut = false;
  const proxy = createServer((socket) => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const server = connect(port, host);
    for (const [one, other] of [
      [socket, server],
      [server, socket],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
    open.clear();
  };
  return {
    port: (proxy.address() as AddressInfo).port,
    cut,
    mend: () => {
      isCut = false;
    },
    close: () => {
      cut();
      proxy.close();
    },
  };
}

describe('starting and stopping', function suite() {
  this.timeout(90_000);
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-start-'));
  });
  afterEach(async () => {
    killLeftOvers();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function failToStart(settings: Record<string, string>): Promise<string[]> {
    const portal = startPortal({ DATA_DIR: dataDir, ...settings });
    expect(await portal.ended).to.equal(1);
    expect(portal.stdout()).to.equal('');
    return portal.stderr().trimEnd().split('\n');
  }

  itOnce('tells every fault of the settings, one line each', async () => {
    const lines = await failToStart({
      DATABASE_URL: 'postgres://x',
      PORT: '99999',
      TIME_ZONE: 'Nowhere/Here',
      LOG_LEVEL: 'loud',
      API_ORIGINS: 'https://*.alphalab.example',
      MAIL_FROM: 'it@alphalab.example\r\nBcc: all@alphalab.example',
    });
    expect(lines.length).to.equal(8);
    for (const name of [
      'DATABASE_URL',
      'PORT',
      'TIME_ZONE',
      'LOG_LEVEL',
      'API_ORIGINS',
      'MAIL_FROM',
      'SESSION_SECRET',
      'SECRET_KEY',
    ]) {
      expect(lines.filter((line) => line.startsWith(name)).length, name).to.equal(1);
    }
  });

  itOnce('tells in one line that the server cannot be reached, and keeps its password', async () => {
    const settings = {
      DATABASE_URL: 'mysql://portal:the-password@127.0.0.1:1/x',
      SESSION_SECRET: SECRET,
      SECRET_KEY: SECRET,
    };
    const lines = await failToStart(settings);
    expect(lines.length).to.equal(1);
    expect(lines[0])
      .to.match(/cannot be opened.*ECONNREFUSED/)
      .and.not.contain('the-password');
  });

  if (testEnvironment.DATABASE_URL === undefined) {
    it('sets up an empty folder, once, and stops when told', async () => {
      const first = startPortal({ DATA_DIR: dataDir });
      const url = (await first.url) ?? '';
      const [, password = ''] = /Password \(shown this once\): (\S+)/.exec(first.stdout()) ?? [];
      const client = await signIn(new Client(url), 'admin', password);
      expect((await client.get('/profile')).text).to.contain('🔑 Admin</dd>');
      expect((await client.get('/readyz')).status).to.equal(200);
      first.child.kill('SIGTERM');
      expect(await first.ended).to.equal(0);

      const second = startPortal({ DATA_DIR: dataDir, PORTAL_ADMIN_PASSWORD: 'weak' });
      const again = (await second.url) ?? '';
      expect(second.stdout()).to.equal(`Alpha Lab IT Complaint Portal: ${again}\n`);
      const sameSession = new Client(again);
      for (const [name, value] of client.cookies) sameSession.cookies.set(name, value);
      expect((await sameSession.get('/')).status).to.equal(200);
      await signIn(new Client(again), 'admin', password);
      second.child.kill('SIGINT');
      expect(await second.ended).to.equal(0);
    });

    it('answers the portal first, and lets who asks for the panel wait for it', async () => {
      await layDatabase(dataDir);
      const portal = startPortal({ DATA_DIR: dataDir, PORTAL_ADMIN_PASSWORD: PASSWORD });
      const client = new Client((await portal.url) ?? '');
      expect((await client.get('/login')).status).to.equal(200);
      await signIn(client, 'admin', PASSWORD);
      const [page, list] = await Promise.all([
        client.get('/admin'),
        client.get('/admin/api/resources/users/actions/list'),
      ]);
      expect(page.text).to.contain('REDUX_STATE');
      expect(list.json()).to.have.nested.property('meta.total', 1);
    });

    it('cuts what is still open after STOP_SECONDS, and ends in order', async () => {
      await layDatabase(dataDir);
      const portal = startPortal({ DATA_DIR: dataDir, PORTAL_ADMIN_PASSWORD: PASSWORD, STOP_SECONDS: '1' });
      const url = (await portal.url) ?? '';
      const open = request(`${url}/login`, { method: 'POST', headers: { 'content-length': 100 } });
      open.on('error', () => undefined).write('x');
      await new Client(url).get('/login');
      const stopped = Date.now();
      portal.child.kill('SIGTERM');
      expect(await portal.ended).to.equal(0);
      expect(Date.now() - stopped).to.be.within(900, 8000);
    });

    it('tells in one line that a folder takes nothing, and does not try for ever', async () => {
      for (const folder of ['/proc/x', '/dev/null/x']) {
        const lines = await failToStart({ DATA_DIR: folder, LOG_LEVEL: 'info' });
        expect(lines.length).to.equal(1);
        expect(lines[0]).to.match(/^DATA_DIR must be a folder that can be written to: /);
      }
    });

    it('tells in one line that the stored secret is of no use', async () => {
      await writeFile(join(dataDir, 'session-secret'), 'short');
      const lines = await failToStart({ LOG_LEVEL: 'info' });
      expect(lines.length).to.equal(1);
      expect(lines[0]).to.match(/holds no usable secret; delete it/);
    });

    it('refuses a weak first password, and takes a better one the next time', async () => {
      // The log would also tell of migrations: nothing was written yet.
      const lines = await failToStart({ PORTAL_ADMIN_PASSWORD: 'qwertyuiop12', LOG_LEVEL: 'info' });
      expect(lines).to.deep.equal([
        'PORTAL_ADMIN_PASSWORD cannot be used: This password is too common. Choose one that nobody would guess.',
      ]);
      const portal = startPortal({ DATA_DIR: dataDir, PORTAL_ADMIN_PASSWORD: PASSWORD });
      await signIn(new Client((await portal.url) ?? ''), 'admin', PASSWORD);
      expect(portal.stdout()).to.contain('username admin').and.not.contain(PASSWORD);
    });

    it('has one administrator when two processes start at once', async () => {
      const both = [1, 2].map(() => startPortal({ DATA_DIR: dataDir }));
      const urls = await Promise.all(both.map(({ url }) => url));
      const passwords = both.flatMap((one) => /this once\): (\S+)/.exec(one.stdout())?.[1] ?? []);
      expect(passwords.length).to.equal(1);
      for (const url of urls) await signIn(new Client(url ?? ''), 'admin', passwords[0]);
    });

    it('tells in one line that the port is taken', async () => {
      await layDatabase(dataDir);
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const portal = startPortal({ DATA_DIR: dataDir, PORT: String(port), PORTAL_ADMIN_PASSWORD: PASSWORD });
      expect(await portal.ended).to.equal(1);
      expect(portal.stderr()).to.match(/^Cannot listen on 127\.0\.0\.1:\d+: .*EADDRINUSE.*\n$/);
      server.close();
    });

    it('finishes the requests under way, takes no new ones, and waits for no idle connection', async () => {
      await layDatabase(dataDir);
      const portal = startPortal({ DATA_DIR: dataDir, PORTAL_ADMIN_PASSWORD: PASSWORD });
      const url = (await portal.url) ?? '';
      // The client keeps this connection open, for longer than a proxy would.
      const { headers } = await new Client(url).get('/login');
      expect(headers.get('keep-alive')).to.equal('timeout=75');
      const body = new URLSearchParams({ username: 'admin', password: PASSWORD }).toString();
      const slow = request(`${url}/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length },
      });
      slow.write(body.slice(0, 5));
      await new Promise((resolve) => setTimeout(resolve, 300));
      const stopped = Date.now();
      portal.child.kill('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 300));
      const refused = await new Client(url).get('/healthz').catch(() => 'refused');
      expect(refused).to.equal('refused');
      slow.end(body.slice(5));
      const [response] = (await once(slow, 'response')) as [{ statusCode: number }];
      expect(response.statusCode).to.equal(303);
      expect(await portal.ended).to.equal(0);
      // Otherwise it would take STOP_SECONDS, at least.
      expect(Date.now() - stopped).to.be.lessThan(20_000);
    });

    it('finishes an upload that takes longer than ten seconds, and ends in order', async () => {
      await layDatabase(dataDir);
      const portal = startPortal({ DATA_DIR: dataDir, PORTAL_ADMIN_PASSWORD: PASSWORD });
      const url = (await portal.url) ?? '';
      const client = await signIn(new Client(url), 'admin', PASSWORD);
      const [, typeId = ''] =
        /<option value="(\d+)">Printer/.exec((await client.get('/complaints/new')).text) ?? [];
      const part = (disposition: string, content: string) =>
        `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}`;
      const upload = request(`${url}/complaints`, {
        method: 'POST',
        headers: {
          'content-type': 'multipart/form-data; boundary=b',
          cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          origin: url,
        },
      });
      const answered = once(upload, 'response') as Promise<[{ statusCode: number }]>;
      for (const [name, value] of Object.entries({ title: 'Slow', description: 'See there.', typeId }))
        upload.write(part(`name="${name}"`, `${value}\r\n`));
      upload.write(part('name="attachments"; filename="a.txt"', 'x'));
      await delay(300);
      portal.child.kill('SIGTERM');
      for (let second = 0; second < 11; second += 1) {
        await delay(1000);
        upload.write('x');
      }
      upload.end('\r\n--b--\r\n');
      const [{ statusCode }] = await answered;
      expect(statusCode).to.equal(303);
      expect(await portal.ended).to.equal(0);
    });

    it('says so when another process holds the embedded database, at the start and later', async () => {
      await layDatabase(dataDir);
      const portal = startPortal({ DATA_DIR: dataDir, PORTAL_ADMIN_PASSWORD: PASSWORD });
      const client = await signIn(new Client((await portal.url) ?? ''), 'admin', PASSWORD);
      const release = await lockDatabase(dataDir);
      const [answer, lines] = await Promise.all([
        client.post('/profile', { phoneNumber: '1' }),
        failToStart({}),
      ]);
      expect(answer.status).to.equal(503);
      expect(answer.text).to.contain('Please try again in a moment.');
      expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
      expect(lines.at(-1)).to.equal(`The database in ${dataDir} is locked by another process.`);
      expect((await client.get('/profile')).status).to.equal(200);
      await release();
      expect((await client.post('/profile', { phoneNumber: '1' })).status).to.equal(303);
    });
  } else {
    it('serves from the server, and changes nothing in it', async () => {
      const portal = startPortal(testEnvironment);
      const url = (await portal.url) ?? '';
      expect((await new Client(url).get('/readyz')).status).to.equal(200);
      expect(portal.stdout()).to.equal(`Alpha Lab IT Complaint Portal: ${url}\n`);
      portal.child.kill('SIGTERM');
      expect(await portal.ended).to.equal(0);
    });

    it('answers 503 while the server is away, and goes on when it is back', async () => {
      await buildUser({ username: 'rosa' });
      const server = new URL(testEnvironment.DATABASE_URL ?? '');
      const line = await interruptibleLine(Number(server.port || 3306), server.hostname);
      server.hostname = '127.0.0.1';
      server.port = String(line.port);
      const portal = startPortal({ ...testEnvironment, DATABASE_URL: server.href });
      const client = await signIn(new Client((await portal.url) ?? ''), 'rosa');
      line.cut();
      for (let i = 0; i < 3; i += 1) {
        const { status, text } = await client.get('/');
        expect(status).to.equal(503);
        expect(text)
          .to.contain('Please try again in a moment.')
          .and.not.match(/ECONN|mysql|SQL/);
      }
      expect((await client.get('/readyz')).status).to.equal(503);
      expect((await client.get('/healthz')).status).to.equal(200);
      line.mend();
      expect((await client.get('/')).status).to.equal(200);
      expect((await client.get('/readyz')).status).to.equal(200);
      line.close();
    });

    it('names the command to run while a migration is pending', async () => {
      await migrateDown();
      try {
        const lines = await failToStart(testEnvironment);
        expect(lines.length).to.equal(1);
        expect(lines[0]).to.match(/pending.*npm run portal -- migrate/);
      } finally {
        await migrateUp();
      }
    });
  }
});
