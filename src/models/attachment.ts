import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';
import type { Complaint } from './complaint.ts';
import type { Remark } from './remark.ts';

/** A file that came with a complaint or with a remark on it; the content lies in the storage under `storageKey`. */
export class Attachment extends Model<InferAttributes<Attachment>, InferCreationAttributes<Attachment>> {
  declare id: CreationOptional<number>;
  declare complaintId: number;
  /** Null: it came with the complaint itself. */
  declare remarkId: number | null;
  declare uploaderId: number | null;
  declare originalName: string;
  declare storageKey: string;
  declare sizeBytes: number;
  declare contentType: string;
  declare sha256: string;
  /** The event of the step that wrote it. */
  declare eventId: number;
  declare createdAt: CreationOptional<Date>;

  declare remark?: NonAttribute<Remark | null>;
  declare complaint?: NonAttribute<Complaint>;
}

/** Binds the model to the database. */
export function initAttachment(sequelize: Sequelize): void {
  Attachment.init(
    {
      id: idColumn,
      complaintId: { type: DataTypes.INTEGER, allowNull: false },
      remarkId: DataTypes.INTEGER,
      uploaderId: DataTypes.INTEGER,
      originalName: { type: DataTypes.STRING(255), allowNull: false },
      storageKey: { type: DataTypes.STRING(64), allowNull: false },
      sizeBytes: { type: DataTypes.INTEGER, allowNull: false },
      contentType: { type: DataTypes.STRING(100), allowNull: false },
      sha256: { type: DataTypes.STRING(64), allowNull: false },
      eventId: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'attachments', modelName: 'Attachment', updatedAt: false },
  );
}
