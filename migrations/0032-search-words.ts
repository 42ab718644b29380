import type { Migration } from '../src/database/migrator.ts';
import { dropTable } from '../src/database/schema-steps.ts';

export const up: Migration = async ({ context: db }) => {
  await db.sequelize.query(
    db.sequelize.getDialect() === 'sqlite'
      ? 'CREATE TABLE IF NOT EXISTS search_words (id INTEGER NOT NULL PRIMARY KEY, word VARCHAR(100) NOT NULL)'
      : 'CREATE TABLE IF NOT EXISTS search_words (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(100) NOT NULL) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  );
};

export const down: Migration = ({ context: db }) => dropTable(db, 'search_words');
