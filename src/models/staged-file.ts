import { DataTypes, type Sequelize } from 'sequelize';
import { Waiting, waitingColumns, waitingOptions } from './waiting.ts';

/** A file that somebody sent and that belongs to nothing yet; it waits for its form to be accepted. */
export class StagedFile extends Waiting<StagedFile> {
  declare originalName: string;
  declare storageKey: string;
  declare sizeBytes: number;
  declare contentType: string;
  declare sha256: string;
}

/** Binds the model to the database. */
export function initStagedFile(sequelize: Sequelize): void {
  StagedFile.init(
    {
      ...waitingColumns(),
      originalName: { type: DataTypes.STRING(255), allowNull: false },
      storageKey: { type: DataTypes.STRING(64), allowNull: false },
      sizeBytes: { type: DataTypes.INTEGER, allowNull: false },
      contentType: { type: DataTypes.STRING(100), allowNull: false },
      sha256: { type: DataTypes.STRING(64), allowNull: false },
    },
    { ...waitingOptions(sequelize, 'staged_files'), modelName: 'StagedFile' },
  );
}
