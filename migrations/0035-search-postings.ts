import type { Migration } from '../src/database/migrator.ts';
import { dropTable } from '../src/database/schema-steps.ts';

const columns = (number: string) =>
  `complaint_id INTEGER NOT NULL, word_id ${number} NOT NULL, PRIMARY KEY (complaint_id, word_id), FOREIGN KEY (complaint_id) REFERENCES complaints (id) ON DELETE CASCADE ON UPDATE CASCADE`;

/** Which complaint has which word: written at the end of the table, looked up by the index that follows. */
export const up: Migration = async ({ context: db }) => {
  await db.sequelize.query(
    db.sequelize.getDialect() === 'sqlite'
      ? `CREATE TABLE IF NOT EXISTS search_postings (${columns('INTEGER')}) WITHOUT ROWID`
      : `CREATE TABLE IF NOT EXISTS search_postings (${columns('BIGINT')}) ENGINE = InnoDB`,
  );
};

export const down: Migration = ({ context: db }) => dropTable(db, 'search_postings');
