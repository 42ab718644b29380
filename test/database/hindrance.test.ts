import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
// The package's types lack the default export that alone works at run time.
// @ts-expect-error see above
import sqlite3 from '@appthreat/sqlite3';
import { expect } from 'chai';
import { ConnectionError, DatabaseError, QueryTypes, Sequelize } from 'sequelize';
import { closeDatabase, database, isSqlite, openDatabase } from '../../src/database/connect.ts';
import { hindranceIn } from '../../src/database/driver-errors.ts';
import { translateDatabaseError } from '../../src/database/errors.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { UnavailableError } from '../../src/errors.ts';
import { Complaint } from '../../src/models/complaint.ts';
import { ComplaintType } from '../../src/models/complaint-type.ts';
import { Department } from '../../src/models/department.ts';
import { initModels } from '../../src/models/index.ts';
import { UserProfile } from '../../src/models/user-profile.ts';
import { saveProfile } from '../../src/use-cases/people/save-profile.ts';
import { checkReadiness } from '../../src/use-cases/system/check-readiness.ts';
import { buildUser } from '../factories/people.ts';
import { signIn, startApp } from '../support/app.ts';
import { dataDir, testEnvironment } from '../support/database.ts';
import { holdLock } from '../support/hold-lock.ts';
import { findMariadb, startMariadb } from '../support/mariadb.ts';
import { select } from '../support/schema.ts';
import { withoutTable } from '../support/without-table.ts';

const url = testEnvironment.DATABASE_URL ?? '';
/** Of somebody whom a read-only server refuses. */
const plain = url.replace('//portal:portal@', '//plain:plain@');

/** What became of `work`: its error, or undefined. */
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** The error must be told as one that is worth trying again, and never with what the driver said. */
function expectUnavailable(error: unknown, why: string): void {
  const told = translateDatabaseError(error);
  expect(told, String(error)).to.be.instanceOf(UnavailableError);
  expect(hindranceIn(error), String(error)).to.equal(why);
  expect((told as UnavailableError).message).to.match(
    /^The portal [a-z ]+\. Please try again (in a moment|later)\.$/,
  );
}

async function otherConnection<T>(
  options: object,
  work: (other: Sequelize) => Promise<T>,
  address = url,
  storage = join(dataDir, 'portal.sqlite'),
): Promise<T> {
  const other = isSqlite()
    ? new Sequelize({
        dialect: 'sqlite',
        dialectModule: sqlite3 as object,
        storage,
        logging: false,
        dialectOptions: options,
      })
    : new Sequelize(address, { logging: false, ...options });
  try {
    return await work(other);
  } finally {
    await other.close();
  }
}

/** Lets the portal's own connections only read while `work` runs. */
async function withoutWriting(work: () => Promise<void>): Promise<void> {
  if (isSqlite()) {
    const query = database().query.bind(database()) as (sql: string, options?: object) => Promise<unknown>;
    const reading = async (sql: string, options?: object) => {
      if (sql.startsWith('UPDATE')) await query('PRAGMA query_only = ON');
      return query(sql, options);
    };
    Object.assign(database(), { query: reading });
    await work().finally(() => Reflect.deleteProperty(database(), 'query'));
    return;
  }
  await database().query('SET GLOBAL read_only = 1');
  try {
    await reopen(plain);
    await work();
  } finally {
    await reopen(url);
    await database().query('SET GLOBAL read_only = 0');
  }
}

async function reopen(databaseUrl: string): Promise<void> {
  await closeDatabase();
  initModels(await openDatabase({ databaseUrl, dataDir }));
}

const write = (other: Sequelize) => failureOf(other.query("UPDATE departments SET description = 'x'"));

describe('a database that cannot serve', function suite() {
  this.timeout(120_000);

  it('tells those who wait for a lock after five seconds, however many there are', async () => {
    const { id } = await Department.create({ name: 'Research' });
    const update = () =>
      inTransaction(() => Department.update({ description: 'written' }, { where: { id }, validate: false }));
    const release = await holdLock('departments', id);
    const start = Date.now();
    // The first ten take every connection; those who come two seconds later get one when these give up.
    const early = Array.from({ length: 10 }, () => failureOf(update()));
    await delay(2000);
    const late = Array.from({ length: 8 }, () => failureOf(update()));
    const errors = await Promise.all([...early, ...late]);
    const seconds = (Date.now() - start) / 1000;
    await release();
    for (const error of errors) expect(error).to.include({ code: 'unavailable', status: 503 });
    expect(seconds).to.be.within(6, 9);
    const patience = () => database().query('SELECT @@innodb_lock_wait_timeout AS seconds');
    if (!isSqlite()) {
      for (const [rows] of await Promise.all(Array.from({ length: 10 }, patience)))
        expect(rows).to.deep.equal([{ seconds: 5 }]);
    }
    await update();
    expect(await Department.findByPk(id)).to.have.property('description', 'written');
  });

  it('keeps what was typed into a form that met a lock', async () => {
    const user = await buildUser({ username: 'rosa' });
    const type = await ComplaintType.findOne({ rejectOnEmpty: true });
    const app = await startApp();
    try {
      const rosa = await signIn(app.client(), 'rosa');
      const release = await holdLock('users', user.id);
      const answer = await rosa.postMultipart('/complaints', {
        title: 'The printer in the hall',
        description: 'It eats paper.',
        typeId: String(type.id),
        urgency: 'high',
        location: 'Hall',
      });
      await release();
      expect(answer.status).to.equal(503);
      for (const typed of ['The printer in the hall', 'It eats paper.', 'value="Hall"'])
        expect(answer.text).to.contain(typed);
      expect(await Complaint.count()).to.equal(0);
    } finally {
      await app.stop();
    }
  });

  it('runs a profile saved in a lost deadlock again', async () => {
    const [a, b] = [await buildUser(), await buildUser()];
    let atBoth: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (atBoth = resolve));
    let first = 0;
    const saveInOrder = (ids: readonly number[]) =>
      inTransaction(async () => {
        for (const [index, id] of ids.entries()) {
          await saveProfile(id, { phoneNumber: `+91 80 5550 000${ids[0] === a.id ? 1 : 2}` });
          if (index > 0) continue;
          first += 1;
          if (first === 2 || isSqlite()) atBoth();
          await both;
        }
      });
    await Promise.all([saveInOrder([a.id, b.id]), saveInOrder([b.id, a.id])]);
    if (!isSqlite()) expect(first, 'one of them began again').to.be.greaterThan(2);
    const phones = await UserProfile.findAll({ where: { userId: [a.id, b.id] } });
    expect(new Set(phones.map(({ phoneNumber }) => phoneNumber)).size).to.equal(1);
  });

  it('is read-only', async () => {
    if (isSqlite()) {
      expectUnavailable(await otherConnection({ mode: 1 }, write), 'unwritable');
      return;
    }
    await database().query('SET GLOBAL read_only = 1');
    try {
      expectUnavailable(await otherConnection({}, write, plain), 'unwritable');
    } finally {
      await database().query('SET GLOBAL read_only = 0');
    }
  });

  it('is full', async () => {
    await otherConnection({ pool: { max: 1 } }, async (other) => {
      const fill = isSqlite()
        ? // More than the pages that rows of other tests left free.
          ['PRAGMA max_page_count = 1', `UPDATE departments SET description = '${'x'.repeat(8_000_000)}'`]
        : [
            'SET SESSION max_heap_table_size = 16384',
            'CREATE TEMPORARY TABLE small (text CHAR(250)) ENGINE = MEMORY',
            `INSERT INTO small SELECT REPEAT('x', 250) FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b`,
          ];
      let error: unknown;
      for (const sql of fill) error ??= await failureOf(other.query(sql));
      expectUnavailable(error, 'unwritable');
    });
  });

  it('says in /readyz that it cannot be written, and that it can again', async () => {
    const ready = { ready: true, reason: 'ready' };
    expect(await checkReadiness()).to.deep.equal(ready);
    await withoutWriting(async () => {
      const told = await checkReadiness();
      expect(told).to.deep.equal({ ready: false, reason: 'The database cannot be written.' });
    });
    expect(await checkReadiness()).to.deep.equal(ready);
  });

  it('says in /readyz that it cannot be written where nobody knows why', async () => {
    const query = database().query.bind(database()) as (sql: string, options?: object) => Promise<unknown>;
    const refusing = (sql: string, options?: object) =>
      // What no list of errors has.
      query(sql.startsWith('UPDATE migrations') ? 'UPDATE nothing_such SET a = 1' : sql, options);
    Object.assign(database(), { query: refusing });
    try {
      const told = await checkReadiness();
      expect(told).to.deep.equal({ ready: false, reason: 'The database cannot be written.' });
    } finally {
      Reflect.deleteProperty(database(), 'query');
    }
  });

  it('is no database, or damaged', async () => {
    if (!isSqlite()) return;
    const path = join(dataDir, 'damaged.sqlite');
    const read = () =>
      otherConnection({}, (other) => failureOf(other.query('SELECT text FROM a')), undefined, path);
    writeFileSync(path, 'nothing that SQLite knows '.repeat(400));
    expectUnavailable(await read(), 'gone');
    rmSync(path);
    await otherConnection(
      {},
      async (other) => {
        await other.query('CREATE TABLE a (text TEXT)');
        await other.query(`INSERT INTO a VALUES ('${'x'.repeat(50_000)}')`);
      },
      undefined,
      path,
    );
    const whole = readFileSync(path);
    writeFileSync(path, Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(whole.length - 4096, 0xff)]));
    expectUnavailable(await read(), 'gone');
    rmSync(path);
  });

  it('is read-only below its tables', async () => {
    const programs = findMariadb();
    if (isSqlite() || programs === undefined) return;
    const server = await startMariadb(programs);
    const inServer = (sql: string) => otherConnection({}, (other) => failureOf(other.query(sql)), server.url);
    try {
      expect(await inServer('CREATE TABLE a (id INT PRIMARY KEY) ENGINE = InnoDB')).to.equal(undefined);
      expect(await inServer('INSERT INTO a VALUES (1)')).to.equal(undefined);
      for (const setting of ['--innodb-read-only=1', '--innodb-force-recovery=5']) {
        await server.leave();
        await server.comeBack([setting]);
        expectUnavailable(await inServer('UPDATE a SET id = 2'), 'unwritable');
      }
    } finally {
      await server.stop();
    }
  });

  /** What no test can make a server say at will: the server's number, or the name that SQLite's driver gives. */
  const SAID: Readonly<Record<string, readonly (number | string)[]>> = {
    busy: [1206, 1637, 1689, 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED_SHAREDCACHE', 'SQLITE_PROTOCOL'],
    gone: [
      1037,
      1041,
      1053,
      1129,
      1158,
      1194,
      1195,
      1712,
      1812,
      1814,
      1817,
      1877,
      1932,
      2006,
      2013,
      3032,
      3169,
      'SQLITE_CORRUPT_INDEX',
      'SQLITE_NOTADB',
      'SQLITE_CANTOPEN_ISDIR',
      'SQLITE_NOMEM',
      'SQLITE_PERM',
    ],
    unwritable: [
      1021,
      1030,
      1036,
      1044,
      1114,
      1142,
      1197,
      1290,
      1836,
      1874,
      1881,
      3019,
      3675,
      3989,
      'SQLITE_READONLY_DBMOVED',
      'SQLITE_READONLY_DIRECTORY',
      'SQLITE_IOERR_WRITE',
      'SQLITE_FULL',
      'SQLITE_NOLFS',
    ],
  };

  it('is told as one for whatever keeps servers and files from working', () => {
    for (const [why, all] of Object.entries(SAID)) {
      for (const said of all) {
        const driver =
          typeof said === 'number' ? { errno: said, code: 'ER_OF_THE_SERVER' } : { errno: 1, code: said };
        const thrown = Object.assign(new Error('what it said'), driver, { sql: 'UPDATE a' });
        expectUnavailable(new DatabaseError(thrown), why);
      }
    }
    expectUnavailable(new ConnectionError(new Error('nobody knows')), 'gone');
  });

  it('is told as one also where a rule of a model met it, and not as a fault of what was typed', async () => {
    await withoutTable('departments', async () => {
      expectUnavailable(await failureOf(Department.create({ name: 'Research' })), 'gone');
    });
  });

  it('loses a connection, is interrupted, or is not there', async () => {
    if (isSqlite()) {
      const missing = new Sequelize({
        dialect: 'sqlite',
        dialectModule: sqlite3 as object,
        // A folder.
        storage: dataDir,
        logging: false,
      });
      expectUnavailable(await failureOf(missing.query('SELECT 1')), 'gone');
      return;
    }
    for (const how of ['KILL QUERY', 'KILL']) {
      const asking = failureOf(inTransaction(() => database().query('SELECT SLEEP(20) AS slept_through')));
      let victim: { id: number } | undefined;
      while (victim === undefined) {
        [victim] = await select<{ id: number }>(
          "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE INFO LIKE '%AS slept_through%' AND ID <> CONNECTION_ID()",
        );
      }
      await database().query(`${how} ${victim.id}`);
      expectUnavailable(await asking, 'gone');
      expect(await database().query('SELECT 1 AS one', { type: QueryTypes.SELECT })).to.deep.equal([
        { one: 1 },
      ]);
    }
  });

  it('is stopped with a request in flight', async () => {
    if (isSqlite()) return;
    const programs = findMariadb();
    if (programs === undefined) throw new Error('this needs a server program');
    const server = await startMariadb(programs);
    await otherConnection(
      {},
      async (other) => {
        await other.query('SELECT 1');
        const asking = failureOf(other.query('SELECT SLEEP(20)'));
        await server.stop();
        expectUnavailable(await asking, 'gone');
        const error = await failureOf(other.query('SELECT 1'));
        expect(translateDatabaseError(error)).to.be.instanceOf(UnavailableError);
      },
      server.url,
    );
  });
});
