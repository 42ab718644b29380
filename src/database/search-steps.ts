import { QueryTypes, type QueryInterface } from 'sequelize';
import { isSqlite } from './connect.ts';

/** Documents of one statement. */
const MOST_FORGOTTEN = 500;

/**
 * Takes complaints out of the search index, for migrations: the job that repairs the index takes their texts apart anew.
 * Like the steps of schemas this belongs to frozen history.
 *
 * @param query of their numbers as `id`.
 */
export async function forgetDocuments({ sequelize }: QueryInterface, query: string): Promise<void> {
  const rows = await sequelize.query<{ id: number }>(query, { type: QueryTypes.SELECT });
  for (let from = 0; from < rows.length; from += MOST_FORGOTTEN) {
    const ids = rows.slice(from, from + MOST_FORGOTTEN).map(({ id }) => id);
    await sequelize.query(`DELETE FROM search_documents WHERE complaint_id IN (${ids.join(', ')})`);
  }
}

/**
 * Takes the complaints out of the search index in whose texts or reporters' names is one of some characters.
 *
 * @param characters as they stand between the brackets of a pattern, ranges among them.
 */
export async function forgetDocumentsWith(db: QueryInterface, characters: string): Promise<void> {
  // Most texts are plain, which their lengths tell much more quickly than a pattern.
  const has = (column: string) =>
    isSqlite(db.sequelize)
      ? `(LENGTH(CAST(${column} AS BLOB)) <> LENGTH(${column}) AND ${column} GLOB '*[${characters}]*')`
      : `(LENGTH(${column}) <> CHAR_LENGTH(${column}) AND ${column} REGEXP '[${characters}]')`;
  const oneOf = (columns: readonly string[]) => columns.map(has).join(' OR ');
  const people = `SELECT id FROM users WHERE ${oneOf(['username', 'first_name', 'last_name'])}`;
  await forgetDocuments(db, `SELECT id FROM complaints WHERE ${oneOf(['title', 'location', 'description'])}`);
  await forgetDocuments(db, `SELECT DISTINCT complaint_id AS id FROM remarks WHERE ${oneOf(['text'])}`);
  await forgetDocuments(db, `SELECT id FROM complaints WHERE reporter_id IN (${people})`);
}
