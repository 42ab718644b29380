import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What became of a complaint in a run: `kept` had nothing to be changed. */
export type BulkRowState = 'waiting' | 'done' | 'kept' | 'refused';

/** Most characters of why a complaint was left out. */
export const REASON_LENGTH = 500;

/** One complaint of a bulk run. */
export class BulkRow extends Model<InferAttributes<BulkRow>, InferCreationAttributes<BulkRow>> {
  declare runId: number;
  declare complaintId: number;
  /** Its turn. */
  declare place: number;
  /** As of which version it was chosen; null: whichever it has. */
  declare version: CreationOptional<number | null>;
  /** What the step takes with this complaint alone, as JSON. */
  declare given: CreationOptional<string>;
  declare state: CreationOptional<BulkRowState>;
  /** Why it was left out. */
  declare reason: CreationOptional<string>;
  /** What it had before, as JSON, where that can be put back. */
  declare was: CreationOptional<string>;
  /** The version that the step made. */
  declare versionAfter: CreationOptional<number | null>;
}

/** Binds the model to the database. */
export function initBulkRow(sequelize: Sequelize): void {
  BulkRow.init(
    {
      runId: { type: DataTypes.INTEGER, primaryKey: true },
      complaintId: { type: DataTypes.INTEGER, primaryKey: true },
      place: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      version: DataTypes.INTEGER,
      given: { type: DataTypes.STRING(500), allowNull: false, defaultValue: '{}' },
      state: { type: DataTypes.STRING(10), allowNull: false, defaultValue: 'waiting' },
      reason: { type: DataTypes.STRING(REASON_LENGTH), allowNull: false, defaultValue: '' },
      was: { type: DataTypes.STRING(500), allowNull: false, defaultValue: '' },
      versionAfter: DataTypes.INTEGER,
    },
    { sequelize, tableName: 'bulk_rows', modelName: 'BulkRow', timestamps: false },
  );
}
