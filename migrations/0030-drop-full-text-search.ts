import { DataTypes, type QueryInterface } from 'sequelize';
import type { Migration } from '../src/database/migrator.ts';
import { addIndex, addTable, dropTable } from '../src/database/schema-steps.ts';

const COLUMNS = ['public_words', 'internal_words', 'reporter_words'];
const list = COLUMNS.join(', ');
const of = (row: 'old' | 'new') => COLUMNS.map((column) => `${row}.${column}`).join(', ');

const remove = `INSERT INTO complaint_search (complaint_search, rowid, ${list}) VALUES ('delete', old.complaint_id, ${of('old')});`;
const insert = `INSERT INTO complaint_search (rowid, ${list}) VALUES (new.complaint_id, ${of('new')});`;

async function createSqliteIndex(db: QueryInterface): Promise<void> {
  const trigger = 'CREATE TRIGGER IF NOT EXISTS search_documents';
  const statements = [
    `CREATE VIRTUAL TABLE IF NOT EXISTS complaint_search USING fts5(${list}, content = 'search_documents', content_rowid = 'complaint_id', tokenize = 'ascii', detail = none, columnsize = 0)`,
    `${trigger}_insert AFTER INSERT ON search_documents BEGIN ${insert} END`,
    `${trigger}_delete AFTER DELETE ON search_documents BEGIN ${remove} END`,
    `${trigger}_update AFTER UPDATE ON search_documents BEGIN ${remove} ${insert} END`,
  ];
  for (const sql of statements) await db.sequelize.query(sql);
}

/** What the engines' own indexes hold is written anew, into tables of the portal's own words. */
export const up: Migration = async ({ context: db }) => {
  if (db.sequelize.getDialect() === 'sqlite')
    await db.sequelize.query('DROP TABLE IF EXISTS complaint_search');
  await dropTable(db, 'search_documents');
};

/** Empty: an older version of the portal fills it by itself. */
export const down: Migration = async ({ context: db }) => {
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
    public_words: words(),
    internal_words: words(),
    reporter_words: words(),
  };
  await addTable(db, 'search_documents', columns, {
    charset: 'ascii',
    collate: 'ascii_bin',
    engine: 'InnoDB',
  });
  if (sqlite) return createSqliteIndex(db);
  await addIndex(db, 'search_documents', COLUMNS, { name: 'search_documents_words', type: 'FULLTEXT' });
};
