import { connect as connectSocket, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import type { Connection, ConnectionOptions } from 'mysql2';
import { isSqlite } from '../../src/database/connect.ts';
import { hindranceIn } from '../../src/database/driver-errors.ts';
import { poolState } from '../../src/database/pool-state.ts';
import { ServerWatch } from '../../src/database/server-watch.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { UnavailableError } from '../../src/errors.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { addRemark } from '../../src/use-cases/complaints/steps/add-remark.ts';
import { buildComplaint } from '../factories/complaints.ts';
import { buildCast, PASSWORD } from '../factories/people.ts';
import { programOf } from '../support/api-client.ts';
import { signIn, startApp } from '../support/app.ts';
import { Client, type Answer } from '../support/client.ts';
import { testEnvironment } from '../support/database.ts';
import { openLeavingDatabase } from '../support/leaving-database.ts';
import { LivePage } from '../support/live-page.ts';
import { Panel } from '../support/panel.ts';
import { portalCommand } from '../support/portal-command.ts';
import { killLeftOvers, startPortal, startWorker } from '../support/portal-process.ts';

/** Whoever waits for an answer has it after so many milliseconds. */
const SOON_MS = 10_000;
const SILENT = 'The database does not answer.\n';

const hidden = ({ text }: Answer, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

/** What became of something, and after how many milliseconds. */
async function timed<T>(work: Promise<T>): Promise<{ result?: T; error?: unknown; ms: number }> {
  const begun = performance.now();
  const ms = () => performance.now() - begun;
  return work.then(
    (result) => ({ result, ms: ms() }),
    (error: unknown) => ({ error, ms: ms() }),
  );
}

/** A statement on a connection that was made for it. */
const ask = (connection: Connection, sql: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    connection.query(sql, (error, rows) => (error === null ? resolve(rows) : reject(error)));
  });

/** How the driver is told of a server by its address. */
function connectionOptions(address: string, port?: number): ConnectionOptions {
  const { hostname: host, port: own, username: user, password, pathname } = new URL(address);
  return { host, port: port ?? Number(own), user, password, database: pathname.slice(1) };
}

/** A way to a server on which what is under way can be lost for good, without anybody being told. */
async function lossyWay(port: number): Promise<{ port: number; loseAll(): void; close(): void }> {
  const flows = new Set<Socket>();
  const way = createServer((near) => {
    const far = connectSocket(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      flows.add(from);
      from.on('error', () => undefined).on('data', (chunk) => to.write(chunk));
      from.on('close', () => to.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  return {
    port: (way.address() as AddressInfo).port,
    loseAll: () => flows.forEach((flow) => flow.removeAllListeners('data').resume()),
    close: () => {
      way.close();
      flows.forEach((flow) => flow.destroy());
    },
  };
}

/** A transaction of two rows that the server stops at: before the second one, or before its commit. */
function twoRows(name: string, stopped: Promise<void>, isCommitting: boolean) {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const add = (which: string) => Department.create({ name: `${name} ${which}` });
  const work = inTransaction(async () => {
    await add('one');
    if (isCommitting) await add('two');
    begin();
    await stopped;
    if (!isCommitting) await add('two');
  });
  return { begun, done: timed(work) };
}

/** Where a server is that can be made to stand still, which process it is, and how others reach it. */
async function ownServer(): Promise<{ pid: number; environment: Record<string, string>; close(): unknown }> {
  const pid = Number(process.env.TEST_DATABASE_PID);
  if (pid > 0) return { pid, environment: testEnvironment, close: () => undefined };
  // One that was given to the tests may serve others, or be elsewhere.
  const leaving = await openLeavingDatabase();
  return {
    pid: leaving.server?.pid() ?? 0,
    environment: leaving.environment,
    close: () => leaving.close(),
  };
}

describe('a database server that stands still', function suite() {
  this.timeout(120_000);
  let goOn: () => unknown = () => undefined;
  let closeServer: () => unknown = () => undefined;
  // However a test ends, the others need it.
  afterEach(() => goOn());
  after(async () => {
    killLeftOvers();
    await closeServer();
  });

  it('is told of to everybody within seconds, loses nothing, and serves at once when it goes on', async () => {
    if (isSqlite()) return;
    const own = await ownServer();
    const { pid, environment } = own;
    closeServer = () => own.close();
    goOn = () => process.kill(pid, 'SIGCONT');
    const cast = await buildCast();
    const complaint = await buildComplaint({ reporter: cast.rosa, assignee: cast.elena, status: 'assigned' });
    const { id: typeId } = await ComplaintType.findOne({ where: { name: 'Printer' }, rejectOnEmpty: true });
    const [web, worker] = [startPortal(environment), startWorker(environment)];
    const app = await startApp({ panel: true });
    const rosa = await signIn(app.client(), 'rosa');
    const panel = new Panel(await signIn(app.client(), 'asha'));
    const program = await programOf(app.url, cast.asha);
    const page = await rosa.get('/complaints/new');
    const marks = { formOwner: hidden(page, 'formOwner'), submissionKey: hidden(page, 'submissionKey') };
    const form = { ...marks, title: 'Once alone', description: 'It must not be lost.', typeId: `${typeId}` };
    const file = new File(['what was seen'], 'seen.txt');
    const live = new LivePage(rosa, `complaint=${complaint.id}&since=0&page=${'a'.repeat(32)}`);
    expect(await live.status).to.equal(200);
    const url = await web.url;
    const patient = new ServerWatch(true).connect(connectionOptions(environment.DATABASE_URL ?? ''));
    await ask(patient, 'SELECT 1');
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const half = twoRows('Half', stopped, false);
    const whole = twoRows('Whole', stopped, true);
    await Promise.all([half.begun, whole.begun]);

    process.kill(pid, 'SIGSTOP');
    try {
      stop();
      const bears = ask(patient, 'SELECT 7 AS seven');
      const command = timed(portalCommand(['seed'], { env: environment }));
      const login = { username: 'elena', password: PASSWORD };
      const asked: Readonly<Record<string, Promise<{ status: number; text?: string }>>> = {
        page: rosa.get('/'),
        form: rosa.post('/complaints', form),
        formWithFile: rosa.postMultipart('/complaints', form, { attachments: file }),
        remark: rosa.post(`/complaints/${complaint.id}/remarks`, { ...marks, remark: 'Torn once more.' }),
        profile: rosa.post('/profile', { ...marks, phoneNumber: '+91 80 5550 0001' }),
        signIn: app.client().post('/login', login),
        panelPage: panel.client.get('/admin'),
        panelList: panel.list('departments'),
        panelForm: panel.create('departments', { name: 'Nowhere' }),
        program: program.get('/complaints').then(({ status }) => ({ status })),
        programWrites: program.post('/complaints', { title: 'Once', description: 'No', typeId }),
        live: new LivePage(rosa, `complaint=${complaint.id}&since=0`).status.then((status) => ({ status })),
        otherProcess: new Client(url ?? '').post('/login', login),
        ...Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`more ${n}`, rosa.get('/')])),
      };
      const waits = Object.entries(asked).map(async ([name, work]) => [name, await timed(work)] as const);
      const ready = await timed(app.client().get('/readyz'));
      expect([ready.result?.status, ready.result?.text]).to.deep.equal([503, SILENT]);
      expect(ready.ms).to.be.lessThan(3500);
      const ends = [web, worker].map(({ child, ended }) => {
        child.kill('SIGTERM');
        return timed(ended);
      });
      const answers = new Map(await Promise.all(waits));
      for (const [name, { result, error, ms }] of answers) {
        expect(error, name).to.equal(undefined);
        expect(result?.status, name).to.equal(503);
        expect(ms, name).to.be.lessThan(SOON_MS);
      }
      const textOf = (name: string) => answers.get(name)?.result?.text;
      for (const name of ['form', 'formWithFile'])
        expect(textOf(name), name).to.contain('Once alone').and.contain('It must not be lost.');
      expect(textOf('form')).to.contain(`name="submissionKey" value="${marks.submissionKey}"`);
      expect(textOf('formWithFile')).not.to.contain('Send again');
      expect(textOf('remark')).to.contain('Torn once more.');
      expect(textOf('profile')).to.contain('value="+91 80 5550 0001"').and.contain('Send again');
      expect(textOf('signIn')).not.to.contain(PASSWORD);
      for (const { done } of [half, whole]) {
        const { error, ms } = await done;
        expect(error).to.be.instanceOf(UnavailableError);
        expect(hindranceIn(error)).to.equal('gone');
        expect(ms).to.be.lessThan(SOON_MS);
      }
      for (const { result, ms } of await Promise.all(ends)) {
        expect(result, 'a process that is told to end').to.equal(0);
        expect(ms).to.be.lessThan(2 * SOON_MS);
      }
      const seeded = (await command).result;
      expect(seeded?.code).to.equal(1);
      expect(seeded?.stderr).to.contain('cannot be opened');
      goOn();
      expect(await bears, 'a command bears with it').to.deep.equal([{ seven: 7 }]);
    } finally {
      goOn();
    }

    const after = await Promise.all(Array.from({ length: 20 }, () => timed(rosa.get('/'))));
    for (const { result, ms } of after) {
      expect(result?.status).to.equal(200);
      expect(ms).to.be.lessThan(2000);
    }
    expect((await app.client().get('/readyz')).status).to.equal(200);
    const [sent, sentTwice] = [await rosa.post('/complaints', form), await rosa.post('/complaints', form)];
    expect([sent.status, sentTwice.location]).to.deep.equal([303, sent.location]);
    expect(await Complaint.count({ where: { title: form.title } })).to.equal(1);
    const names = (await Department.findAll()).map(({ name }) => name);
    expect(names).to.include.members(['Whole one', 'Whole two']).and.not.include('Half one');
    await addRemark(cast.elena, { id: complaint.id, remark: 'I am on my way.' });
    await live.until(
      ({ data }) => data.events?.some(({ text }) => text === 'Elena Engineer replied') === true,
      10,
    );
    expect(poolState()).to.include({ inUse: 0, waiting: 0 });
    live.close();
    patient.destroy();
    await app.stop();
  });

  it('is told from one that takes long or is asked nothing, and from a line on which everything is lost', async () => {
    if (isSqlite()) return;
    const address = testEnvironment.DATABASE_URL ?? '';
    const way = await lossyWay(Number(new URL(address).port));
    const watch = new ServerWatch(false);
    const [lost, long, idle] = [way.port, undefined, undefined].map((port) =>
      watch.connect(connectionOptions(address, port)).on('error', () => undefined),
    ) as [Connection, Connection, Connection];
    await Promise.all([ask(lost, 'SELECT 1'), ask(idle, 'SELECT 1')]);
    way.loseAll();
    const [first, second] = await Promise.all([
      timed(ask(lost, 'SELECT 1')),
      timed(ask(long, 'SELECT SLEEP(7) AS slept')),
    ]);
    expect(hindranceIn(first.error)).to.equal('gone');
    expect(first.ms).to.be.lessThan(SOON_MS);
    expect(second.result).to.deep.equal([{ slept: 0 }]);
    expect(await ask(idle, 'SELECT 2 AS two'), 'what waited for nothing is kept').to.deep.equal([{ two: 2 }]);
    long.destroy();
    idle.destroy();
    watch.end();
    way.close();
  });
});
