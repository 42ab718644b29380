import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { migrationFiles } from '../../src/database/migration-files.ts';
import { migrateDown, migrateUp, migrations } from '../../src/database/migrator.ts';
import { schemaState } from '../../src/database/schema-state.ts';
import { dataDir, dropEverything, testEnvironment } from '../support/database.ts';
import { root } from '../support/imports.ts';
import { program } from '../support/program.ts';
import { schema } from '../support/schema.ts';

const CHANGE = /^\s*(create|alter|drop|update|insert|delete)\b/i;
const OWN = /\b(migrations|schema_lock)\b/;
/** What the server does for a process that is gone: it undoes, and sets free. */
const AFTERWARDS = /^\s*(rollback|set session|do release_lock|update schema_lock)/i;

/**
 * Runs `work` and breaks it off right after its nth statement that changes something: like one that was killed it gets
 * no further statement through. False when it had fewer.
 */
async function breakOff(after: number, work: () => Promise<unknown>): Promise<boolean> {
  const sequelize = database();
  const query = sequelize.query.bind(sequelize) as (sql: string, options?: object) => Promise<unknown>;
  let left = after;
  const breaking = async (sql: string, options?: object) => {
    if (left === 0 && !AFTERWARDS.test(sql)) throw new Error('broken off');
    const result = await query(sql, options);
    if (!CHANGE.test(sql) || OWN.test(sql)) return result;
    left -= 1;
    if (left === 0) throw new Error('broken off');
    return result;
  };
  Object.assign(sequelize, { query: breaking });
  try {
    await work();
    return false;
  } catch (error) {
    if (left > 0) throw error;
    return true;
  } finally {
    Reflect.deleteProperty(sequelize, 'query');
  }
}

/**
 * What is broken off next: after each of the first statements, and after each third of the many that follow. On SQLite a
 * transaction undoes them all alike: after the first ones, and after each eighth.
 */
const further = (after: number): number => after + (after < (isSqlite() ? 2 : 3) ? 1 : isSqlite() ? 8 : 3);

/** How far a process has come: indexes on the server, bytes of the log on SQLite, which shows no more until it commits. */
async function progress(): Promise<number> {
  if (isSqlite()) {
    return statSync(join(dataDir, 'portal.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0;
  }
  const [row] = await database().query<{ number: number }>(
    'SELECT COUNT(*) AS number FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()',
    { type: QueryTypes.SELECT },
  );
  return row?.number ?? 0;
}

/** Starts the command as an operator does and kills it as soon as it has come so far; false when it was done before. */
async function killedAt(target: number): Promise<boolean> {
  const child = spawn(process.execPath, [...program('cli/index'), 'migrate'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...testEnvironment },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  while (child.exitCode === null && (await progress()) < target) await delay(2);
  child.kill('SIGKILL');
  const [, signal] = await ended;
  return signal === 'SIGKILL';
}

/** The lock of a killed process holds for some seconds, which need not be waited for. */
async function letLockExpire(): Promise<void> {
  if (!isSqlite()) await database().query("UPDATE schema_lock SET expires_at = '2000-01-01'");
}

describe('a migration that was broken off', function suite() {
  // On MySQL each schema statement waits for the disk.
  this.timeout(400_000);
  afterEach(() => migrateUp());

  it('goes on from wherever that was, there and back', async () => {
    await dropEverything();
    const before = [await schema()];
    for (const { name } of await migrationFiles('migrations')) {
      const up = async () => {
        if ((await schemaState()).pending.includes(name)) await migrations().up({ to: name });
      };
      await up();
      before.push(await schema());
      await migrateDown();
      for (let after = 1; await breakOff(after, up); after = further(after)) {
        await up();
        expect((await schema()).join('\n'), `${name} up, broken off at ${after}`).to.equal(
          before.at(-1)?.join('\n'),
        );
        await migrateDown();
      }
      for (let after = 1; await breakOff(after, migrateDown); after = further(after)) {
        const standsHalf = (await schemaState()).pending.includes(name);
        if (isSqlite()) expect(standsHalf, `${name} stands half`).to.equal(false);
        // What changed rows alone was undone whole on the server, too.
        if (!standsHalf) expect((await schema()).join('\n'), name).to.equal(before.at(-1)?.join('\n'));
        const goesOn = after % 2 === 1;
        await (goesOn ? up() : migrateDown());
        const expected = before.at(goesOn ? -1 : -2);
        expect((await schema()).join('\n'), `${name} down, broken off at ${after}`).to.equal(
          expected?.join('\n'),
        );
        if (!goesOn) await up();
      }
      await up();
    }
    expect(await schemaState()).to.deep.equal({ pending: [], unknown: [] });
  });

  it('goes on when its process was killed', async () => {
    const whole = await schema();
    await dropEverything();
    if (isSqlite()) await database().query('PRAGMA wal_checkpoint(TRUNCATE)');
    const targets = isSqlite() ? [1, 40_000] : [4, 30, 52];
    const killed = [];
    for (const target of targets) {
      killed.push(await killedAt(target));
      await letLockExpire();
    }
    expect(killed[0], 'the first was killed in the middle').to.equal(true);
    await migrateUp();
    expect(await schema()).to.deep.equal(whole);
  });
});
