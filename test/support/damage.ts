import { QueryTypes } from 'sequelize';
import { database, isSqlite } from '../../src/database/connect.ts';
import { withoutForeignKeys } from './database.ts';

/** Ways to damage the profiles of a database, as somebody does by hand or with a bad import. */

async function sql(statement: string, ...values: unknown[]): Promise<void> {
  await database().query(statement, { replacements: values });
}

function select<Row extends object>(statement: string): Promise<Row[]> {
  return database().query<Row>(statement, { type: QueryTypes.SELECT });
}

/** Makes user_profiles anew on SQLite by a changed definition, with its indexes or without them. */
async function redefine(change: (definition: string) => string, keepIndexes: boolean): Promise<void> {
  const made = await select<{ type: string; sql: string }>(
    "SELECT type, sql FROM sqlite_master WHERE tbl_name = 'user_profiles' AND sql IS NOT NULL",
  );
  const definition = made.find(({ type }) => type === 'table')?.sql ?? '';
  await sql(change(definition.replace(/^CREATE TABLE \S+/, 'CREATE TABLE bare')));
  await sql('INSERT INTO bare SELECT * FROM user_profiles');
  await sql('DROP TABLE user_profiles');
  await sql('ALTER TABLE bare RENAME TO user_profiles');
  if (keepIndexes) for (const index of made) if (index.type === 'index') await sql(index.sql);
}

function withoutConstraints(definition: string): string {
  return definition
    .replaceAll(/REFERENCES `?\w+`? \(`?\w+`?\)( ON (DELETE|UPDATE) (CASCADE|SET NULL))*/g, '')
    .replaceAll(/, FOREIGN KEY \(\w+\) /g, '')
    .replace(/(`?user_id`? INTEGER) NOT NULL/, '$1');
}

async function dropForeignKeys(): Promise<void> {
  const keys = await select<{ name: string }>(
    `SELECT CONSTRAINT_NAME AS name FROM information_schema.TABLE_CONSTRAINTS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'user_profiles' AND CONSTRAINT_TYPE = 'FOREIGN KEY'`,
  );
  for (const { name } of keys) await sql(`ALTER TABLE user_profiles DROP FOREIGN KEY ${name}`);
}

async function dropMysqlConstraints(): Promise<void> {
  await dropForeignKeys();
  await sql('ALTER TABLE user_profiles DROP INDEX user_profiles_user_id_unique');
  await sql('ALTER TABLE user_profiles DROP INDEX user_profiles_main_portal_id_folded_unique');
  await sql('ALTER TABLE user_profiles MODIFY user_id INTEGER NULL');
}

/** Drops the unique keys, the foreign keys and the NOT NULL of user_profiles. */
export async function dropConstraints(): Promise<void> {
  await (isSqlite() ? redefine(withoutConstraints, false) : dropMysqlConstraints());
}

/** Leaves foreign keys that refuse a deletion, as Django makes them: what follows from it, Django does itself. */
export async function loosenForeignKeys(): Promise<void> {
  if (isSqlite()) {
    await redefine((definition) => definition.replaceAll(/ ON DELETE (CASCADE|SET NULL)/g, ''), true);
    return;
  }
  await dropForeignKeys();
  for (const [column, target] of [
    ['user_id', 'users'],
    ['department_id', 'departments'],
  ]) {
    await sql(`ALTER TABLE user_profiles ADD FOREIGN KEY (${column}) REFERENCES ${target} (id)`);
  }
}

/** Takes the primary key of user_profiles away, and all that the id kept by it: ids can repeat and be missing. */
export async function dropPrimaryKey(): Promise<void> {
  if (isSqlite()) {
    await redefine((definition) => definition.replace(/ PRIMARY KEY AUTOINCREMENT/, ''), true);
    return;
  }
  await sql('ALTER TABLE user_profiles MODIFY id INTEGER NOT NULL, DROP PRIMARY KEY');
  await sql('ALTER TABLE user_profiles MODIFY id INTEGER NULL');
}

/** MySQL alone: moves tables to the engine that older servers chose by themselves, which drops their foreign keys. */
export async function moveToMyisam(): Promise<void> {
  await dropForeignKeys();
  await sql('ALTER TABLE user_profiles ENGINE = MyISAM');
  await sql('ALTER TABLE sign_in_failures ENGINE = MyISAM');
}

/** MySQL alone: the key of portal IDs takes letters with and without accents for the same. */
export async function loosenPortalIds(): Promise<void> {
  await sql(
    'ALTER TABLE user_profiles MODIFY main_portal_id_folded VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci NULL',
  );
}

/** Sets the id of a user's profile past all models. */
export async function setProfileId(userId: number, id: number | null): Promise<void> {
  await sql('UPDATE user_profiles SET id = ? WHERE user_id = ?', id, userId);
}

/** The tables that are damaged here. */
const DAMAGED = ['user_profiles', 'sign_in_failures'];

/** What makes these tables as they are now. */
async function definitions(): Promise<string[]> {
  if (isSqlite()) {
    const made = await select<{ sql: string }>(
      `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name IN ('${DAMAGED.join("', '")}') ORDER BY type = 'table' DESC`,
    );
    return made.map((one) => one.sql);
  }
  const all = [];
  for (const table of DAMAGED) {
    const [made] = await select<{ 'Create Table': string }>(`SHOW CREATE TABLE ${table}`);
    all.push(made?.['Create Table'] ?? '');
  }
  return all;
}

/** Makes the damaged tables anew after each test of the suite that calls this, as they were before the first. */
export function remakeTablesAfterEach(): void {
  let sound: readonly string[] = [];
  before(async () => {
    sound = await definitions();
  });
  afterEach(() =>
    withoutForeignKeys(async () => {
      for (const table of DAMAGED) await sql(`DROP TABLE ${table}`);
      for (const statement of sound) await database().query(statement);
    }),
  );
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
  column: 'department_id' | 'phone_number' | 'main_portal_id' | 'main_portal_id_folded',
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
