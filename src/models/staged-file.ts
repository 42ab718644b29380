import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A file that somebody sent and that belongs to nothing yet; it waits for its form to be accepted. */
export class StagedFile extends Model<InferAttributes<StagedFile>, InferCreationAttributes<StagedFile>> {
  declare id: CreationOptional<number>;
  declare ownerId: number;
  declare originalName: string;
  declare storageKey: string;
  declare sizeBytes: number;
  declare contentType: string;
  declare sha256: string;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initStagedFile(sequelize: Sequelize): void {
  StagedFile.init(
    {
      id: idColumn,
      ownerId: { type: DataTypes.INTEGER, allowNull: false },
      originalName: { type: DataTypes.STRING(255), allowNull: false },
      storageKey: { type: DataTypes.STRING(64), allowNull: false },
      sizeBytes: { type: DataTypes.INTEGER, allowNull: false },
      contentType: { type: DataTypes.STRING(100), allowNull: false },
      sha256: { type: DataTypes.STRING(64), allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'staged_files', modelName: 'StagedFile', updatedAt: false },
  );
}
