import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { migrateDown, migrateUp, migrations, pendingMigrations } from '../../src/database/migrator.ts';
import { dropEverything } from '../support/database.ts';

const FILES = readdirSync(join(import.meta.dirname, '../../migrations')).toSorted();
const NAMES = FILES.map((file) => file.replace(/\.ts$/, ''));

function select<Row extends object>(sql: string): Promise<Row[]> {
  return database().query<Row>(sql, { type: QueryTypes.SELECT });
}

/** The definition of every table, index and trigger but the histories. */
async function schema(): Promise<string[]> {
  if (isSqlite()) {
    const rows = await select<{ sql: string }>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT IN ('migrations', 'seeds', 'sqlite_sequence') ORDER BY name",
    );
    return rows.map(({ sql }) => sql);
  }
  const tables = await select<{ name: string }>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT IN ('migrations', 'seeds') ORDER BY TABLE_NAME",
  );
  const definitions = [];
  for (const { name } of tables) {
    const [row] = await select<{ 'Create Table': string }>(`SHOW CREATE TABLE \`${name}\``);
    const lines = (row?.['Create Table'] ?? '').replace(/ AUTO_INCREMENT=\d+/, '').split('\n');
    // Keys stand in the order in which they were added, which means nothing.
    definitions.push(
      lines
        .map((line) => line.replace(/,$/, ''))
        .toSorted()
        .join('\n'),
    );
  }
  return definitions;
}

describe('migrations', function suite() {
  // On MySQL each schema statement waits for the disk.
  this.timeout(120_000);
  afterEach(() => migrateUp());

  it('go up one by one, each down again to what was before, and up to the same', async () => {
    await dropEverything();
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
    expect(await migrateUp()).to.deep.equal(NAMES);
  });

  it('are remembered without the ending of their file', async () => {
    const rows = await select<{ name: string }>('SELECT name FROM migrations ORDER BY name');
    expect(rows.map(({ name }) => name)).to.deep.equal(NAMES);
    expect(await pendingMigrations()).to.deep.equal([]);
  });

  it('are all pending in an empty database, and asking writes nothing', async () => {
    await dropEverything();
    expect(await pendingMigrations()).to.deep.equal(NAMES);
    expect(await database().getQueryInterface().tableExists('migrations')).to.equal(false);
  });

  it('run once when several start at the same time', async () => {
    await dropEverything();
    const runs = await Promise.all([1, 2, 3].map(() => migrateUp()));
    expect(runs.flat()).to.deep.equal(NAMES);
  });

  it('have numbers without gaps, and names of words', () => {
    expect(NAMES.map((name) => Number(name.slice(0, 4)))).to.deep.equal(NAMES.map((_, index) => index + 1));
    for (const name of NAMES) expect(name).to.match(/^\d{4}(-[a-z0-9]+)+$/);
  });
});
