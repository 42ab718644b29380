import { DataTypes } from 'sequelize';
import type { Migration } from '../src/database/migrator.ts';
import { addTable, dropTable } from '../src/database/schema-steps.ts';

/** Compared byte by byte: which letters are alike is decided before they are stored. */
const EXACT = { charset: 'utf8mb4', collate: 'utf8mb4_bin', engine: 'InnoDB' };

export const up: Migration = async ({ context: db }) => {
  const sqlite = db.sequelize.getDialect() === 'sqlite';
  const words = () => ({ type: sqlite ? DataTypes.TEXT : DataTypes.TEXT('medium'), allowNull: false });
  const columns = {
    complaint_id: {
      type: DataTypes.INTEGER,
      primaryKey: true,
      references: { model: 'complaints', key: 'id' },
      onDelete: 'CASCADE',
      onUpdate: 'CASCADE',
    },
    title_words: words(),
    location_words: words(),
    reporter_words: words(),
    description_words: words(),
    remark_words: words(),
    note_words: words(),
  };
  await addTable(db, 'search_documents', columns, EXACT);
};

export const down: Migration = ({ context: db }) => dropTable(db, 'search_documents');
