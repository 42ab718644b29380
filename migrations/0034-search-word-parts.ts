import type { Migration } from '../src/database/migrator.ts';
import { dropTable } from '../src/database/schema-steps.ts';

const columns = (number: string) =>
  `part VARCHAR(4) NOT NULL, word_id ${number} NOT NULL, PRIMARY KEY (part, word_id)`;

/** Four letters somewhere in a word, and the words that have them. */
export const up: Migration = async ({ context: db }) => {
  await db.sequelize.query(
    db.sequelize.getDialect() === 'sqlite'
      ? `CREATE TABLE IF NOT EXISTS search_word_parts (${columns('INTEGER')}) WITHOUT ROWID`
      : `CREATE TABLE IF NOT EXISTS search_word_parts (${columns('BIGINT')}) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  );
};

export const down: Migration = ({ context: db }) => dropTable(db, 'search_word_parts');
