import { DataTypes, literal, type ModelAttributeColumnOptions, type QueryInterface } from 'sequelize';

/**
 * Column shapes for migrations. They are part of the migrations' frozen history: add a shape, never change one.
 * Both engines get the same meaning: text compares without letter case, times keep milliseconds, rows that are
 * inserted by hand get their timestamps.
 */
type Column = ModelAttributeColumnOptions;

const sqlite = (db: QueryInterface): boolean => db.sequelize.getDialect() === 'sqlite';

/** Options for createTable; the collation tells emoji apart and ignores letter case, on MySQL 8 and MariaDB alike. */
export const tableOptions = { charset: 'utf8mb4', collate: 'utf8mb4_unicode_520_ci', engine: 'InnoDB' };

/** The surrogate key every table has. */
export function id(): Column {
  return { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
}

/** Text of at most `length` characters. */
export function text(db: QueryInterface, length: number, options: Partial<Column> = {}): Column {
  const type = sqlite(db) ? `VARCHAR(${length}) COLLATE NOCASE` : DataTypes.STRING(length);
  return { type, allowNull: false, ...options };
}

/** The key of a text, as the program folds it: equal only where every character is; null until it is filled in. */
export function foldedText(db: QueryInterface, length: number): Column {
  const collation = sqlite(db) ? 'COLLATE BINARY' : 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';
  return { type: `VARCHAR(${length}) ${collation}`, allowNull: true };
}

/** Text of at most `length` characters that is equal to itself alone: letter case and accents count. */
export function exactText(db: QueryInterface, length: number, options: Partial<Column> = {}): Column {
  const type = sqlite(db) ? DataTypes.STRING(length) : `VARCHAR(${length}) COLLATE utf8mb4_bin`;
  return { type, allowNull: false, ...options };
}

/** Long text: up to 64 KiB on MySQL. */
export function longText(options: Partial<Column> = {}): Column {
  return { type: DataTypes.TEXT, allowNull: false, ...options };
}

/** A yes or no with its default. */
export function flag(defaultValue: boolean): Column {
  return { type: DataTypes.BOOLEAN, allowNull: false, defaultValue };
}

/** A whole number with its default. */
export function count(defaultValue: number): Column {
  return { type: DataTypes.INTEGER, allowNull: false, defaultValue };
}

/** A whole number beyond what four bytes with a sign hold. */
export function bigCount(defaultValue: number): Column {
  return { type: DataTypes.BIGINT, allowNull: false, defaultValue };
}

/** A whole number that may be missing. */
export function optionalNumber(): Column {
  return { type: DataTypes.INTEGER, allowNull: true };
}

/** A moment in UTC, with milliseconds. */
export function moment(options: Partial<Column> = {}): Column {
  return { type: DataTypes.DATE(3), allowNull: true, ...options };
}

/** A moment that a row inserted by hand gets by itself. */
export function momentOfInsert(db: QueryInterface): Column {
  const now = sqlite(db) ? "(strftime('%Y-%m-%d %H:%M:%f +00:00', 'now'))" : 'CURRENT_TIMESTAMP(3)';
  return moment({ allowNull: false, defaultValue: literal(now) });
}

/** `created_at` and `updated_at`. */
export function timestamps(db: QueryInterface): Record<'created_at' | 'updated_at', Column> {
  return { created_at: momentOfInsert(db), updated_at: momentOfInsert(db) };
}

/** A foreign key. */
export function reference(
  table: string,
  onDelete: 'CASCADE' | 'RESTRICT' | 'SET NULL',
  options: Partial<Column> = {},
): Column {
  return {
    type: DataTypes.INTEGER,
    allowNull: onDelete === 'SET NULL',
    references: { model: table, key: 'id' },
    onDelete,
    onUpdate: 'CASCADE',
    ...options,
  };
}
