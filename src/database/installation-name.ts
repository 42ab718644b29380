import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { database, isSqlite } from './connect.ts';

/** The random name of the installation that this database belongs to, drawn when it is asked for first. */
export async function installationName(): Promise<string> {
  const insert = isSqlite() ? 'INSERT OR IGNORE' : 'INSERT IGNORE';
  // Of several processes that ask at once, the first decides.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const [row] = await database().query<{ name: string }>('SELECT name FROM installation WHERE id = 1', {
      type: QueryTypes.SELECT,
    });
    if (row !== undefined) return row.name;
    await database().query(`${insert} INTO installation (id, name) VALUES (1, :name)`, {
      replacements: { name: randomUUID() },
    });
  }
  throw new Error('the name of the installation could not be stored');
}
