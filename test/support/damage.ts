import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { migrateUp } from '../../src/database/migrator.ts';
import { dropEverything } from './database.ts';

/** Ways to damage the profiles of a database, as somebody does by hand or with a bad import. */

async function sql(statement: string, ...values: unknown[]): Promise<void> {
  await database().query(statement, { replacements: values });
}

function select<Row extends object>(statement: string): Promise<Row[]> {
  return database().query<Row>(statement, { type: QueryTypes.SELECT });
}

async function dropSqliteConstraints(): Promise<void> {
  const [{ sql: definition = '' } = {}] = await select<{ sql?: string }>(
    "SELECT sql FROM sqlite_master WHERE name = 'user_profiles'",
  );
  const bare = definition
    .replace(/^CREATE TABLE \S+/, 'CREATE TABLE bare')
    .replaceAll(/REFERENCES `?\w+`? \(`?\w+`?\)( ON (DELETE|UPDATE) (CASCADE|SET NULL))*/g, '')
    .replaceAll(/, FOREIGN KEY \(\w+\) /g, '')
    .replace(/(`?user_id`? INTEGER) NOT NULL/, '$1');
  await sql(bare);
  await sql('INSERT INTO bare SELECT * FROM user_profiles');
  await sql('DROP TABLE user_profiles');
  await sql('ALTER TABLE bare RENAME TO user_profiles');
}

async function dropMysqlConstraints(): Promise<void> {
  const keys = await select<{ name: string }>(
    `SELECT CONSTRAINT_NAME AS name FROM information_schema.TABLE_CONSTRAINTS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'user_profiles' AND CONSTRAINT_TYPE = 'FOREIGN KEY'`,
  );
  for (const { name } of keys) await sql(`ALTER TABLE user_profiles DROP FOREIGN KEY ${name}`);
  await sql('ALTER TABLE user_profiles DROP INDEX user_profiles_user_id_unique');
  await sql('ALTER TABLE user_profiles DROP INDEX user_profiles_main_portal_id_folded_unique');
  await sql('ALTER TABLE user_profiles MODIFY user_id INTEGER NULL');
}

/** Drops the unique keys, the foreign keys and the NOT NULL of user_profiles. */
export async function dropConstraints(): Promise<void> {
  await (isSqlite() ? dropSqliteConstraints() : dropMysqlConstraints());
}

/** Makes the tables anew, as the migrations define them. */
export async function remakeTables(): Promise<void> {
  await dropEverything();
  await migrateUp();
}

/** Inserts a profile past all models. */
export async function insertProfile(values: {
  readonly userId: number | null;
  readonly departmentId?: number | null;
  readonly phone?: string;
  readonly portalId?: string | null;
}): Promise<number> {
  const { userId, departmentId = null, phone = '', portalId = null } = values;
  await sql(
    'INSERT INTO user_profiles (user_id, department_id, phone_number, main_portal_id) VALUES (?, ?, ?, ?)',
    userId,
    departmentId,
    phone,
    portalId,
  );
  const [row] = await select<{ id: number }>('SELECT MAX(id) AS id FROM user_profiles');
  return row?.id ?? 0;
}

/** Changes a user's profile past all models. */
export async function changeProfile(
  userId: number,
  column: 'department_id' | 'phone_number' | 'main_portal_id',
  value: unknown,
): Promise<void> {
  await sql(`UPDATE user_profiles SET ${column} = ? WHERE user_id = ?`, value, userId);
}

/** Removes a user's profile. */
export async function deleteProfile(userId: number): Promise<void> {
  await sql('DELETE FROM user_profiles WHERE user_id = ?', userId);
}

/** Leaves the id counter of user_profiles behind the highest id, or without one. */
export async function lowerCounter(): Promise<void> {
  if (isSqlite()) {
    await sql("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'user_profiles'");
    return;
  }
  // InnoDB never lets a counter fall behind, but a column can lose it, as in a careless import.
  await sql('ALTER TABLE user_profiles MODIFY id INTEGER NOT NULL');
}

/** Every row of the people's tables and the definition of user_profiles: equal only when nothing was written. */
export async function snapshot(): Promise<string> {
  const rows = await Promise.all(
    ['users', 'user_profiles', 'departments'].map((table) => select(`SELECT * FROM ${table} ORDER BY id`)),
  );
  const schema = isSqlite()
    ? await select("SELECT sql FROM sqlite_master WHERE tbl_name = 'user_profiles' ORDER BY name")
    : await select('SHOW CREATE TABLE user_profiles');
  const counters = isSqlite() ? await select('SELECT * FROM sqlite_sequence ORDER BY name') : [];
  return JSON.stringify([rows, schema, counters]);
}
