import type { QueryInterface } from 'sequelize';
import { addIndex, dropTable } from '../src/database/schema-steps.ts';
import type { Migration } from '../src/database/migrator.ts';

const TABLE = 'search_postings';
const INDEX = { name: 'search_postings_word' };
const KEYS =
  'PRIMARY KEY (complaint_id, word_id), FOREIGN KEY (complaint_id) REFERENCES complaints (id) ON DELETE CASCADE ON UPDATE CASCADE';
const PLACES = ['places_0', 'places_1', 'places_2', 'places_3', 'elsewhere'];

/** Makes the postings anew, and empty: complaints without a document are indexed by the job that repairs the index. */
async function replacePostings(db: QueryInterface, places: readonly string[]): Promise<void> {
  const { sequelize } = db;
  const sqlite = sequelize.getDialect() === 'sqlite';
  const number = sqlite ? 'INTEGER' : 'BIGINT';
  const type = (column: string) => (column === 'elsewhere' && !sqlite ? 'TINYINT' : number);
  const columns = places.map((column) => `${column} ${type(column)} NULL, `).join('');
  // Row by row this takes minutes where there are very many.
  await sequelize.query(sqlite ? 'DELETE FROM search_documents' : 'TRUNCATE TABLE search_documents');
  await dropTable(db, TABLE);
  await sequelize.query(
    `CREATE TABLE ${TABLE} (complaint_id INTEGER NOT NULL, word_id ${number} NOT NULL, ${columns}${KEYS}) ${sqlite ? 'WITHOUT ROWID' : 'ENGINE = InnoDB'}`,
  );
  await addIndex(db, TABLE, ['word_id', 'complaint_id', ...places], INDEX);
}

/** A posting tells, as bits, at which places of a complaint its word stands: phrases are found without reading texts. */
export const up: Migration = ({ context: db }) => replacePostings(db, PLACES);

/** The version before this one knows nothing of places. */
export const down: Migration = ({ context: db }) => replacePostings(db, []);
