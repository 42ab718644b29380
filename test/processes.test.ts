import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { signIn } from './support/app.ts';
import { Client } from './support/client.ts';
import { layDatabase } from './support/database.ts';
import { killLeftOvers, startPortal, type PortalProcess } from './support/portal-process.ts';

const PASSWORD = 'a sentence for the admin';
/** Waits for a state that comes by itself, in milliseconds. */
const PATIENCE_MS = 30_000;

function childrenOf({ child }: PortalProcess): number[] {
  const text = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

async function until<T>(read: () => T, isThere: (value: T) => boolean): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = read();
    if (isThere(value)) return value;
    if (Date.now() > end) throw new Error(`It never came: ${JSON.stringify(value)}`);
    await delay(100);
  }
}

describe('several processes that serve', function suite() {
  this.timeout(90_000);
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'portal-processes-'));
    await layDatabase(dataDir);
  });
  afterEach(async () => {
    killLeftOvers();
    await rm(dataDir, { recursive: true, force: true });
  });

  const started = (more: Record<string, string> = {}) =>
    startPortal({ DATA_DIR: dataDir, PORTAL_ADMIN_PASSWORD: PASSWORD, WEB_PROCESSES: '2', ...more });

  it('share port and sessions, are replaced when one ends, and end together', async () => {
    const portal = started();
    const url = await portal.url;
    expect(url, portal.stderr()).to.match(/^http:/);
    const before = await until(
      () => childrenOf(portal),
      (pids) => pids.length === 2,
    );
    const withoutJobs = before.filter((pid) =>
      readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes('WORKER=off'),
    );
    expect(withoutJobs, 'one of them runs jobs').to.have.length(1);
    const admin = await signIn(new Client(url ?? ''), 'admin', PASSWORD);
    const pages = async () =>
      Promise.all(Array.from({ length: 12 }, async () => (await admin.get('/profile')).status));
    expect(new Set(await pages())).to.deep.equal(new Set([200]));

    process.kill(before[0] ?? 0, 'SIGKILL');
    const after = await until(
      () => childrenOf(portal),
      (pids) => pids.length === 2 && !pids.includes(before[0] ?? 0),
    );
    expect(after).to.include(before[1]);
    expect(new Set(await pages())).to.deep.equal(new Set([200]));
    expect(portal.stdout().match(/Portal: http/g)).to.have.length(1);

    portal.child.kill('SIGTERM');
    expect(await portal.ended).to.equal(0);
    for (const pid of after) expect(() => process.kill(pid, 0), `${pid} is gone`).to.throw();
  });

  it('tell together what they measured, whichever of them is asked', async () => {
    const token = 'a-token-that-only-the-tests-know';
    const portal = started({ METRICS_TOKEN: token });
    const url = (await portal.url) ?? '';
    const [first = 0] = await until(
      () => childrenOf(portal),
      (pids) => pids.length === 2,
    );
    // Each by a connection of its own, so that processes take turns.
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(url + path, { headers: { connection: 'close', ...headers } });
    const scrape = async () => (await get('/metrics', { authorization: `Bearer ${token}` })).text();
    /** What is told once both have answered: on a busy machine one may be late. */
    const measured = async (): Promise<string[]> => {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const lines = (await scrape().catch(() => '')).split('\n');
        if (lines.includes('portal_processes 2')) return lines;
        if (Date.now() > end) throw new Error('They never answered both.');
        await delay(100);
      }
    };
    for (let times = 0; times < 20; times += 1) await get('/login');
    const logins = 'portal_http_requests_total{method="GET",route="/login",status="200"}';
    for (let times = 0; times < 4; times += 1) {
      const lines = await measured();
      expect(lines).to.include(`${logins} 20`);
      const named = lines.filter((line) => line === '# TYPE portal_complaints gauge');
      expect(named, 'told once').to.have.length(1);
    }
    process.kill(first, 'SIGKILL');
    await until(
      () => childrenOf(portal),
      (pids) => pids.length === 2 && !pids.includes(first),
    );
    expect(await measured(), 'its counts are gone').not.to.include(`${logins} 20`);
    portal.child.kill('SIGTERM');
    expect(await portal.ended).to.equal(0);
  });

  it('end at once with a reason where one of them cannot serve', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve());
    });
    try {
      const portal = started({ PORT: String((other.address() as AddressInfo).port) });
      expect(await portal.ended).to.equal(1);
      expect(portal.stderr()).to.contain('Cannot listen on 127.0.0.1').and.contain('it has said why');
    } finally {
      other.close();
    }
  });
});
