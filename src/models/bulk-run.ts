import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A step that somebody takes with many complaints, which a job works off. */
export class BulkRun extends Model<InferAttributes<BulkRun>, InferCreationAttributes<BulkRun>> {
  declare id: CreationOptional<number>;
  declare starterId: number;
  /** Of the form that began it: sent again it begins no other. */
  declare runKey: string;
  /** The name of the step. */
  declare step: string;
  /** What the step takes beside the complaints, as JSON. */
  declare input: string;
  /** The run that this one takes back. */
  declare undoesId: CreationOptional<number | null>;
  /** From where it was begun, as the journal has it. */
  declare origin: string;
  declare address: CreationOptional<string | null>;
  declare requestId: CreationOptional<string | null>;
  declare state: CreationOptional<'running' | 'done'>;
  declare createdAt: CreationOptional<Date>;
  declare endedAt: CreationOptional<Date | null>;
}

/** Binds the model to the database. */
export function initBulkRun(sequelize: Sequelize): void {
  BulkRun.init(
    {
      id: idColumn,
      starterId: { type: DataTypes.INTEGER, allowNull: false },
      runKey: { type: DataTypes.STRING(64), allowNull: false },
      step: { type: DataTypes.STRING(30), allowNull: false },
      input: { type: DataTypes.TEXT, allowNull: false, validate: { len: [2, 60_000] } },
      undoesId: DataTypes.INTEGER,
      origin: { type: DataTypes.STRING(20), allowNull: false },
      address: DataTypes.STRING(64),
      requestId: DataTypes.STRING(64),
      state: { type: DataTypes.STRING(10), allowNull: false, defaultValue: 'running' },
      createdAt: momentColumn(),
      endedAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'bulk_runs', modelName: 'BulkRun', updatedAt: false },
  );
}
