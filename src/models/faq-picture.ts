import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A picture for answers; the content lies in the storage under `storageKey`. */
export class FaqPicture extends Model<InferAttributes<FaqPicture>, InferCreationAttributes<FaqPicture>> {
  declare id: CreationOptional<number>;
  declare uploaderId: number | null;
  declare originalName: string;
  declare storageKey: string;
  declare sizeBytes: number;
  declare contentType: string;
  declare sha256: string;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initFaqPicture(sequelize: Sequelize): void {
  FaqPicture.init(
    {
      id: idColumn,
      uploaderId: DataTypes.INTEGER,
      originalName: { type: DataTypes.STRING(255), allowNull: false },
      storageKey: { type: DataTypes.STRING(64), allowNull: false },
      sizeBytes: { type: DataTypes.INTEGER, allowNull: false },
      contentType: { type: DataTypes.STRING(100), allowNull: false },
      sha256: { type: DataTypes.STRING(64), allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'faq_pictures', modelName: 'FaqPicture', updatedAt: false },
  );
}
