import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import mysql from 'mysql2/promise';
import { QueryTypes } from 'sequelize';
import { greetNode, isClustered } from '../../src/database/cluster.ts';
import { database } from '../../src/database/connect.ts';
import { migrationFiles } from '../../src/database/migration-files.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { takeTurns } from '../../src/database/turns.ts';
import { SignInFailure } from '../../src/models/sign-in-failure.ts';
import { ApiToken } from '../../src/models/api-token.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { JournalEvent } from '../../src/models/journal-event.ts';
import { StagedFile } from '../../src/models/staged-file.ts';
import { User } from '../../src/models/user.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { createToken } from '../../src/use-cases/tokens/create-token.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, buildUser, PASSWORD, type Cast } from '../factories/people.ts';
import { signIn } from '../support/app.ts';
import { Client, type Answer } from '../support/client.ts';
import { testEnvironment } from '../support/database.ts';
import { byHand } from '../support/journal-watch.ts';
import { sharedGalera, type GaleraNode } from '../support/galera.ts';
import { claimsOf, SHARED, signed } from '../support/main-portal.ts';
import { portalCommand } from '../support/portal-command.ts';
import { killLeftOvers, startPortal, type PortalProcess } from '../support/portal-process.ts';

/** So often each race is run. */
const RACES = 12;
const WORKS = ['panel.open', 'complaints.view', 'complaints.work'];
/** What browsers say of a form on the main portal's page. */
const FROM_MAIN = { origin: 'https://main.alphalab.example', 'sec-fetch-site': 'same-site' };
const newKey = () => randomBytes(18).toString('base64url');

describe('two portals on two nodes', function suite() {
  this.timeout(180_000);
  let nodes: readonly GaleraNode[];
  let files: string;
  let portals: PortalProcess[];
  let urls: string[];
  let cast: Cast;
  let typeId: string;

  before(async () => {
    ({ nodes } = await sharedGalera());
    files = mkdtempSync(join(tmpdir(), 'portal-two-nodes-'));
    portals = [0, 1].map((index) =>
      startPortal({
        ...testEnvironment,
        DATABASE_URL: nodes[index]?.url ?? '',
        DATA_DIR: join(files, String(index)),
        FILINGS_PER_HOUR: '3',
        UPLOAD_MB_PER_DAY: '1',
        HANDOVER_KEY: SHARED,
        WORKER: 'off',
      }),
    );
    urls = await Promise.all(
      portals.map(async (portal) => (await portal.url) ?? expect.fail(`no portal: ${portal.stderr()}`)),
    );
  });
  beforeEach(async () => {
    cast = await buildCast();
    const type = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    typeId = String(type.id);
  });
  after(async () => {
    for (const { child } of portals) child.kill('SIGTERM');
    await Promise.all(portals.map(({ ended }) => ended));
    killLeftOvers();
    rmSync(files, { recursive: true, force: true });
  });

  /** The same person at both portals, with one session. */
  async function atBoth(username: string): Promise<[Client, Client]> {
    const one = await signIn(new Client(urls[0] ?? ''), username);
    const two = new Client(urls[1] ?? '');
    for (const [name, value] of one.cookies) two.cookies.set(name, value);
    return [one, two];
  }

  /** A program of somebody at both portals. */
  async function programs(person: Cast['rosa'], ...scopes: string[]): Promise<Client[]> {
    const made = await createToken(person, person, { name: newKey(), scopes });
    return urls.map((url) => {
      const client = new Client(url, false);
      client.bearer = made?.token;
      return client;
    });
  }

  const json = (client: Client, path: string, body: object, headers: Record<string, string> = {}) =>
    client.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    });
  const form = (title: string) => ({ title, description: 'See there.', typeId, submissionKey: newKey() });
  const statuses = (answers: readonly Answer[]) =>
    answers.map(({ status }) => status).toSorted((one, other) => one - other);

  it('finds with a change what was committed on another node just before', async () => {
    const [one, two] = await Promise.all(nodes.map(({ url }) => mysql.createConnection({ uri: url })));
    if (one === undefined || two === undefined) throw new Error('there are no nodes');
    await greetNode(async (sql) => (await two.query<mysql.RowDataPacket[]>(sql))[0] as { Value?: string }[]);
    await one.query('CREATE TABLE holders (id INT PRIMARY KEY, holder INT NOT NULL)');
    await one.query('INSERT INTO holders VALUES (1, 0)');
    let missed = 0;
    for (let holder = 1; holder < 400; holder += 2) {
      await one.query('UPDATE holders SET holder = ? WHERE id = 1', [holder]);
      const change = 'UPDATE holders SET holder = ? WHERE id = 1 AND holder = ?';
      const [{ affectedRows }] = await two.query<mysql.ResultSetHeader>(change, [holder + 1, holder]);
      if (affectedRows === 0) missed += 1;
    }
    await one.query('DROP TABLE holders');
    for (const connection of [one, two]) await connection.end();
    expect(missed).to.equal(0);
  });

  it('are portals on nodes that are one', async () => {
    expect(isClustered()).to.equal(true);
    const rows = await database().query<{ Value: string }>("SHOW STATUS LIKE 'wsrep_cluster_size'", {
      type: QueryTypes.SELECT,
    });
    expect(rows[0]?.Value).to.equal('3');
  });

  it('migrate once when two begin at once, each at its node', async () => {
    await database().query('CREATE DATABASE two_at_once');
    const migrate = (node: GaleraNode | undefined) =>
      portalCommand(['migrate'], {
        env: { DATABASE_URL: node?.url.replace('portal_test', 'two_at_once') ?? '' },
      });
    const done = await Promise.all([migrate(nodes[0]), migrate(nodes[1])]);
    expect(done.map(({ code, stderr }) => [code, stderr])).to.deep.equal([
      [0, ''],
      [0, ''],
    ]);
    const rows = await database().query<{ name: string }>('SELECT name FROM two_at_once.migrations', {
      type: QueryTypes.SELECT,
    });
    const all = await migrationFiles('migrations');
    expect(rows.map(({ name }) => name)).to.have.members(all.map(({ name }) => name));
    await database().query('DROP DATABASE two_at_once');
  });

  it('know a session of each other at once, and its end', async () => {
    for (let race = 0; race < RACES; race += 1) {
      const [one, two] = await atBoth('rosa');
      expect((await two.get('/')).status).to.equal(200);
      expect((await two.post('/logout')).status).to.equal(303);
      expect((await one.get('/')).location).to.equal('/login');
    }
  });

  it('file one complaint of a form that both get at once', async () => {
    const [one, two] = await atBoth('rosa');
    for (let race = 0; race < 3; race += 1) {
      const same = form(`Race ${race}`);
      const answers = await Promise.all(
        [one, two, one, two].map((at) => at.postMultipart('/complaints', same)),
      );
      expect(statuses(answers)).to.deep.equal([303, 303, 303, 303]);
      expect(new Set(answers.map(({ location }) => location)).size).to.equal(1);
      expect(await Complaint.count()).to.equal(race + 1);
    }
  });

  it('let a person file three an hour, however many come to both at once', async () => {
    const [one, two] = await atBoth('rosa');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 === 0 ? one : two).postMultipart('/complaints', form(`Complaint ${index}`)),
      ),
    );
    expect(answers.filter(({ status }) => status === 303)).to.have.length(3);
    expect(await Complaint.count()).to.equal(3);
  });

  it('take a megabyte of a person’s files a day, however many come to both at once', async () => {
    const [one, two] = await atBoth('rosa');
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? one : two).postMultipart(
          '/complaints',
          { ...form(''), title: '' },
          { attachments: new File(['x'.repeat(400_000)], 'log.txt') },
        ),
      ),
    );
    expect(await StagedFile.sum('sizeBytes')).to.equal(800_000);
  });

  it('begin anew what was counted while another node wrote the same', async () => {
    const other = await mysql.createConnection({ uri: nodes[0]?.url ?? '' });
    const add = "INSERT INTO sign_in_failures (`key`, points, expires) VALUES ('of another node', 1, NOW())";
    const turn = "INSERT INTO turns VALUES ('counting', 1) ON DUPLICATE KEY UPDATE taken = taken + 1";
    const counts: number[] = [];
    await inTransaction(async () => {
      await takeTurns('counting');
      counts.push(await SignInFailure.count());
      if (counts.length === 1) for (const sql of ['BEGIN', turn, add, 'COMMIT']) await other.query(sql);
      await SignInFailure.create({ key: 'own', points: 1, expires: new Date() });
    });
    await other.end();
    expect(counts).to.deep.equal([0, 1]);
  });

  it('give what nobody has to one of two who claim it at once', async () => {
    const elena = (await programs(cast.elena, ...WORKS))[0];
    const emil = (await programs(cast.emil, ...WORKS))[1];
    if (elena === undefined || emil === undefined) throw new Error('there are two portals');
    for (let race = 0; race < RACES; race += 1) {
      const { id } = await buildComplaint({ reporter: cast.rosa });
      const claims = await Promise.all(
        [elena, emil].map((at) => json(at, `/api/v1/complaints/${id}/claim`, {})),
      );
      expect(statuses(claims)).to.deep.equal([200, 409]);
      expect(await JournalEvent.count({ where: { complaintId: id, name: 'complaint.claimed' } })).to.equal(1);
      const complaint = await Complaint.findByPk(id, { rejectOnEmpty: true });
      expect(complaint.version).to.equal(1);
    }
  });

  it('count replies to one complaint without a gap', async () => {
    const { id } = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
    const both = await programs(cast.elena, ...WORKS);
    const before = await Complaint.findByPk(id, { rejectOnEmpty: true });
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        json(both[index % 2] ?? expect.fail(), `/api/v1/complaints/${id}/reply`, { text: `Reply ${index}` }),
      ),
    );
    const done = answers.filter(({ status }) => status === 200 || status === 201);
    expect(done.length, JSON.stringify(statuses(answers))).to.be.greaterThan(8);
    const events = await JournalEvent.count({ where: { complaintId: id, name: 'complaint.remarked' } });
    expect(events).to.equal(done.length);
    const after = await Complaint.findByPk(id, { rejectOnEmpty: true });
    expect(after.version - before.version).to.be.oneOf([0, done.length]);
  });

  it('do once what comes to both with one Idempotency-Key', async () => {
    const both = await programs(cast.rosa);
    for (let race = 0; race < 3; race += 1) {
      const body = { title: `Once ${race}`, description: 'See there.', typeId: Number(typeId) };
      const key = { 'idempotency-key': newKey() };
      const answers = await Promise.all(both.map((at) => json(at, '/api/v1/complaints', body, key)));
      for (const { status } of answers) expect(status).to.be.oneOf([201, 409]);
      const again = await json(both[1] ?? expect.fail(), '/api/v1/complaints', body, key);
      expect(again.status).to.equal(201);
      expect(await Complaint.count()).to.equal(race + 1);
    }
  });

  it('take a hand-over once', async () => {
    const profile = await UserProfile.findOne({ where: { userId: cast.rosa.id }, rejectOnEmpty: true });
    await byHand(() => profile.update({ mainPortalId: 'EMP-7' }));
    for (let race = 0; race < 5; race += 1) {
      const token = await signed(claimsOf({ sub: 'EMP-7' }), SHARED);
      const answers = await Promise.all(
        urls.map((url) => new Client(url).post('/handover', { token }, FROM_MAIN)),
      );
      expect(answers.filter(({ status }) => status === 303)).to.have.length(1);
    }
  });

  it('count wrong passwords together', async () => {
    const tries = Array.from({ length: 12 }, (_, index) =>
      new Client(urls[index % 2] ?? '').post('/login', { username: 'sam', password: `wrong ${index}` }),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter(({ status }) => status === 429).length).to.be.at.least(7);
    for (const url of urls) {
      const right = await new Client(url).post('/login', { username: 'sam', password: PASSWORD });
      expect(right.status).to.equal(429);
    }
  });

  it('make a person once, with one profile', async () => {
    const created = await Promise.all(
      [0, 1].map((index) =>
        portalCommand(
          ['createsuperuser', '--username', 'twin', '--email', 'twin@alphalab.example', '--password-stdin'],
          {
            stdin: 'a sentence for the twin',
            env: { DATABASE_URL: nodes[index]?.url ?? '' },
          },
        ),
      ),
    );
    expect(created.map(({ code }) => code)).to.have.members([0, 1]);
    expect(await User.count({ where: { username: 'twin' } })).to.equal(1);
    expect(await UserProfile.count()).to.equal(await User.count());
  });

  it('keep fifty tokens a person at most', async () => {
    const user = await buildUser({ username: 'many' });
    const rows = Array.from({ length: 48 }, (_, index) => ({
      userId: user.id,
      name: `t${index}`,
      prefix: `p${index}`,
      tokenHash: newKey(),
      scopes: '',
      expires: new Date(Date.now() + 1e9),
      createdAt: new Date(),
    }));
    await byHand(() => inTransaction(() => ApiToken.bulkCreate(rows)));
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        portalCommand(['create-token', 'many', '--name', `new ${index}`], {
          env: { DATABASE_URL: nodes[index % 2]?.url ?? '' },
        }),
      ),
    );
    expect(made.filter(({ code }) => code === 0)).to.have.length(2);
    expect(await ApiToken.count({ where: { userId: user.id } })).to.equal(50);
  });

  it('leave a journal that is whole', async () => {
    const [one, two] = await atBoth('rosa');
    await Promise.all([one, two].map((at, index) => at.postMultipart('/complaints', form(`Seen ${index}`))));
    const { code, stdout } = await portalCommand(['audit', 'verify'], { env: {} });
    expect(code, stdout).to.equal(0);
  });
});
