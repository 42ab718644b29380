import { expect } from 'chai';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { migrateUp, migrations } from '../../src/database/migrator.ts';
import { refusal } from '../support/refusal.ts';
import { dropEverything } from '../support/database.ts';

async function sql(statement: string, ...values: unknown[]): Promise<void> {
  await database().query(statement, { replacements: values });
}

function select<Row extends object>(statement: string): Promise<Row[]> {
  return database().query<Row>(statement, { type: QueryTypes.SELECT });
}

describe('the migration to keys of names', function suite() {
  this.timeout(120_000);
  const BEFORE = '0024-seeds-until-now';
  beforeEach(async () => {
    await dropEverything();
    await migrations().up({ to: BEFORE });
    await sql('DELETE FROM departments');
  });
  afterEach(async () => {
    // What a failed test left could keep the rest of the migrations away.
    await sql('DELETE FROM departments');
    await migrateUp();
  });

  it('fills the keys of all that is there, and sets free what a collation took as the same', async () => {
    for (const name of ['Straße  5', 'Lab']) await sql('INSERT INTO departments (name) VALUES (?)', name);
    await sql("INSERT INTO users (username, email) VALUES ('Ravi', 'R@X.example'), ('josé', '')");
    await sql(
      "INSERT INTO user_profiles (user_id, main_portal_id) SELECT id, CASE username WHEN 'Ravi' THEN 'AL-7' ELSE '' END FROM users",
    );
    await migrateUp();
    const names = await select<{ key: string }>('SELECT name_folded AS `key` FROM departments ORDER BY id');
    expect(names.map(({ key }) => key)).to.deep.equal(['strasse 5', 'lab']);
    expect(
      await select('SELECT username_folded AS u, email_folded AS e FROM users ORDER BY id'),
    ).to.deep.equal([
      { u: 'ravi', e: 'r@x.example' },
      { u: 'josé', e: null },
    ]);
    expect(
      await select('SELECT main_portal_id_folded AS p FROM user_profiles ORDER BY user_id'),
    ).to.deep.equal([{ p: 'al-7' }, { p: null }]);
    await sql("INSERT INTO users (username, username_folded) VALUES ('rávi', 'rávi')");
    const again = sql("INSERT INTO users (username, username_folded) VALUES ('RAVI', 'ravi')");
    expect(String(await again.catch((error: unknown) => error))).to.match(/UNIQUE|Validation/i);
  });

  it('refuses names that are the same now, lists each and loses nothing; once they differ it goes on', async () => {
    const clashing = isSqlite() ? ['Straße', 'STRASSE'] : ['In Progress', 'In  Progress'];
    for (const name of [...clashing, 'Lab', 'Lab\t1', 'Lab 1']) {
      await sql('INSERT INTO departments (name) VALUES (?)', name);
    }
    const rows = await select<{ id: number }>('SELECT id, name FROM departments ORDER BY id');
    const { message, code } = await refusal(migrateUp());
    expect(code).to.equal('conflict');
    const [first, second, , tab, blank] = rows.map(({ id }) => id);
    for (const line of [
      `  departments, column name of departments: "${clashing[0]}" (id ${first}), "${clashing[1]}" (id ${second})\n`,
      `  departments, column name of departments: "Lab\\t1" (id ${tab}), "Lab 1" (id ${blank})\n`,
      'Give all but one of each another name',
    ]) {
      expect(message).to.contain(line);
    }
    expect(await select('SELECT id, name FROM departments ORDER BY id')).to.deep.equal(rows);
    await sql("UPDATE departments SET name = 'Another' WHERE id = ?", second);
    await sql("UPDATE departments SET name = 'Another one' WHERE id = ?", tab);
    await migrateUp();
    expect(await select('SELECT id FROM departments WHERE name_folded IS NULL')).to.deep.equal([]);
  });
});
