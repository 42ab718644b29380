import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { database, isSqlite } from '../../src/database/connect.ts';
import { transactionContext } from '../../src/database/context.ts';
import { exclusively, stillAlone } from '../../src/database/exclusively.ts';
import { migrateDown, migrateUp, migrations, seed } from '../../src/database/migrator.ts';
import { schemaState } from '../../src/database/schema-state.ts';
import { requireCurrentSchema } from '../../src/use-cases/schema/require-current-schema.ts';
import { checkReadiness } from '../../src/use-cases/system/check-readiness.ts';
import { dropEverything } from '../support/database.ts';
import { refusal } from '../support/refusal.ts';
import { schema, select } from '../support/schema.ts';

const FILES = readdirSync(join(import.meta.dirname, '../../migrations'))
  // What a migration is made of lies in a folder of its name.
  .filter((file) => file.endsWith('.ts'))
  .toSorted();
const NAMES = FILES.map((file) => file.replace(/\.ts$/, ''));

/** Lets something happen right after the history was read, when all is decided and nothing done. */
function afterReading(happen: () => Promise<unknown>) {
  return (work: () => Promise<unknown>) => async () => {
    const sequelize = database();
    const query = sequelize.query.bind(sequelize) as (sql: string, options?: object) => Promise<unknown>;
    const interrupted = async (sql: string, options?: object) => {
      const result = await query(sql, options);
      if (typeof sql === 'string' && sql.includes('SELECT name FROM migrations')) await happen();
      return result;
    };
    Object.assign(sequelize, { query: interrupted });
    try {
      await work();
    } finally {
      Reflect.deleteProperty(sequelize, 'query');
    }
  };
}

describe('migrations', function suite() {
  // On MySQL each schema statement waits for the disk.
  this.timeout(120_000);
  afterEach(() => migrateUp());

  it('go up one by one, each down again to what was before, and up to the same, once where several start', async () => {
    await dropEverything();
    expect(await schemaState()).to.deep.equal({ pending: NAMES, unknown: [] });
    expect(await database().getQueryInterface().tableExists('migrations'), 'asked, not written').to.equal(
      false,
    );
    const steps = [await schema()];
    expect(steps).to.deep.equal([[]]);
    for (const name of NAMES) {
      await migrations().up({ to: name });
      steps.push(await schema());
    }
    for (const name of NAMES.toReversed()) {
      expect((await schema()).join('\n'), `after ${name}`).to.equal(steps.pop()?.join('\n'));
      expect(await migrateDown()).to.deep.equal([name]);
    }
    expect(await schema(), 'nothing remains').to.deep.equal(steps.pop());
    expect(await migrateDown()).to.deep.equal([]);
    // Several start at the same time.
    const runs = await Promise.all([1, 2, 3].map(() => migrateUp()));
    expect(runs.flat(), 'run once').to.deep.equal(NAMES);
  });

  it('are remembered without the ending of their file', async () => {
    const rows = await select('SELECT name FROM migrations ORDER BY name');
    expect(rows).to.deep.equal(NAMES.map((name) => ({ name })));
    expect(await schemaState()).to.deep.equal({ pending: [], unknown: [] });
  });

  it('are refused by a version that does not know one of them, which is named', async () => {
    await database().query("INSERT INTO migrations (name) VALUES ('9998-from-elsewhere'), ('9999-later')");
    try {
      expect((await schemaState()).unknown).to.deep.equal(['9998-from-elsewhere', '9999-later']);
      for (const work of [migrateUp, migrateDown, requireCurrentSchema]) {
        const { code, message } = await refusal(work);
        expect(code).to.equal('conflict');
        expect(message).to.contain('9998-from-elsewhere, 9999-later').and.to.contain('migrate down');
      }
      expect(await checkReadiness()).to.deep.equal({
        ready: false,
        reason: 'The database has migrations that this version does not know.',
      });
    } finally {
      await database().query("DELETE FROM migrations WHERE name LIKE '999%'");
    }
  });

  it('wait for the lock of a process that was killed until it expires', async () => {
    if (isSqlite()) {
      // A killed process holds no lock on the file, and its transaction never was.
      expect(await database().getQueryInterface().tableExists('schema_lock')).to.equal(false);
      return;
    }
    await seed(false);
    const hold =
      "UPDATE schema_lock SET holder = 'killed', expires_at = UTC_TIMESTAMP(3) + INTERVAL 1 SECOND";
    await database().query(hold);
    const start = Date.now();
    await migrateUp();
    expect(Date.now() - start).to.be.within(900, 15_000);
  });

  it('are not run on by a process that stood still until another took over', async () => {
    if (isSqlite()) return;
    const takeOver = () =>
      transactionContext.leave(() => database().query("UPDATE schema_lock SET holder = 'another'"));
    const work = async () => {
      await takeOver();
      await stillAlone();
    };
    await migrateDown();
    const before = [await schema(), await schemaState()];
    for (const run of [() => exclusively(work), ...[migrateUp, migrateDown].map(afterReading(takeOver))]) {
      const { message } = await refusal(run);
      expect(message).to.equal('Another process took over the work on this database.');
      await database().query("UPDATE schema_lock SET expires_at = '2000-01-01'");
    }
    expect([await schema(), await schemaState()]).to.deep.equal(before);
  });

  it('are run on however often it is asked within a millisecond whether the lock is still held', async () => {
    const asked = await exclusively(async () => {
      let times = 0;
      for (; times < 300; times += 1) await stillAlone();
      return times;
    });
    expect(asked).to.equal(300);
  });

  it('have numbers of their own that go up, and names of words', () => {
    const numbers = NAMES.map((name) => Number(name.slice(0, 4)));
    expect(numbers).to.deep.equal([...new Set(numbers)].toSorted((a, b) => a - b));
    for (const name of NAMES) expect(name).to.match(/^\d{4}(-[a-z0-9]+)+$/);
  });
});
