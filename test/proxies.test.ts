import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { buildComplaint } from './factories/complaints.ts';
import { buildCast } from './factories/people.ts';
import { addRemark } from '../src/use-cases/complaints/steps/add-remark.ts';
import { signIn } from './support/app.ts';
import { Client } from './support/client.ts';
import { testEnvironment } from './support/database.ts';
import { LivePage } from './support/live-page.ts';
import { accepts, findProgram, freePort } from './support/mariadb.ts';
import { killLeftOvers, startPortal } from './support/portal-process.ts';

const root = join(import.meta.dirname, '..');

/** Where an example's proxy listens, its portals, and a folder of its own. */
interface Place {
  readonly port: number;
  readonly portals: readonly [number, number];
  readonly folder: string;
}

type Change = readonly [RegExp, string];

const upstreams = ({ portals: [one, other] }: Place): Change[] => [
  [/10\.0\.0\.11:3000/, `127.0.0.1:${one}`],
  [/10\.0\.0\.12:3000/, `127.0.0.1:${other}`],
];

interface Proxy {
  readonly example: string;
  /** What this machine has in another way than the example's. */
  readonly changes: (place: Place) => readonly Change[];
  readonly parameters: (file: string, folder: string) => readonly string[];
}

const PROXIES: Readonly<Record<string, Proxy>> = {
  nginx: {
    example: 'nginx.conf',
    changes: (place) => [
      ...upstreams(place),
      [/listen 443 ssl;/, `listen 127.0.0.1:${place.port};`],
      [/ssl_certificate.*;\n\s*ssl_certificate_key.*;/, ''],
      [/^events/m, `daemon off; pid ${place.folder}/pid; error_log ${place.folder}/log; events`],
      [/^http \{/m, `http { access_log off; client_body_temp_path ${place.folder}/body;`],
    ],
    parameters: (file, folder) => ['-c', file, '-p', folder, '-e', join(folder, 'log')],
  },
  caddy: {
    example: 'Caddyfile',
    changes: (place) => [
      ...upstreams(place),
      [/^it\.alphalab\.example/m, `{\n\tadmin off\n}\nhttp://127.0.0.1:${place.port}`],
    ],
    parameters: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
};

for (const [name, { example, changes, parameters }] of Object.entries(PROXIES)) {
  const program = findProgram(name);
  if (program === undefined) continue;

  describe(`the example for ${name}, with one of its two portals away`, function suite() {
    this.timeout(60_000);
    let folder: string;
    let proxy: ChildProcess;
    let url: string;

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'portal-proxy-'));
      const [port, away, there] = [await freePort(), await freePort(), await freePort()];
      url = `http://127.0.0.1:${port}`;
      const behind = { BASE_URL: url, TRUST_PROXY: 'loopback', PORT: String(there) };
      await startPortal({ ...testEnvironment, ...behind }).url;
      const place: Place = { port, folder, portals: [away, there] };
      const file = join(folder, example);
      const text = readFileSync(join(root, 'deploy', example), 'utf8');
      writeFileSync(
        file,
        changes(place).reduce((now, [from, to]) => now.replace(from, to), text),
      );
      const env = { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
      proxy = spawn(program, parameters(file, folder), { env, stdio: 'ignore' });
      while (proxy.exitCode === null && !(await accepts(port))) await delay(50);
      // Until it has found out which portal is there.
      while ((await new Client(url).get('/login')).status !== 200) await delay(100);
    });
    after(async () => {
      proxy.kill('SIGTERM');
      await once(proxy, 'close');
      killLeftOvers();
      rmSync(folder, { recursive: true, force: true });
    });

    it('hands on pages, files of a form and what open pages are told, and keeps the figures of the portal back', async () => {
      const { rosa, elena } = await buildCast();
      const complaint = await buildComplaint({ reporter: rosa, assignee: elena, status: 'assigned' });
      const client = await signIn(new Client(url), 'rosa');
      for (let asked = 0; asked < 20; asked += 1)
        expect((await client.get(`/complaints/${complaint.id}`)).status, `${asked}`).to.equal(200);

      const page = new LivePage(client, `complaint=${complaint.id}&since=0&page=${'a'.repeat(32)}`);
      expect(await page.status).to.equal(200);
      await addRemark(elena, { id: complaint.id, remark: 'Is it plugged in?' });
      await page.until(
        ({ data }) => data.events?.some(({ text }) => text === 'Elena Engineer replied') === true,
      );
      page.close();

      const log = new File(['x'.repeat(9_000_000)], 'boot.log', { type: 'text/plain' });
      const fields = { title: 'It hums', description: 'All day', typeId: '1', urgency: 'low' };
      const filed = await client.postMultipart('/complaints', fields, { attachments: log });
      expect(filed.status, filed.text).to.equal(303);
      expect((await client.get('/metrics')).status).to.be.oneOf([403, 404]);
    });
  });
}
