import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { idColumn, requiredText, momentColumn } from './columns.ts';
import type { User } from './user.ts';

/** Longest remark, in characters; with four bytes each it still fits a TEXT column. */
export const REMARK_LENGTH = 10_000;

/** Something said about a complaint, to its reporter or, when internal, among those who work on it. */
export class Remark extends Model<InferAttributes<Remark>, InferCreationAttributes<Remark>> {
  declare id: CreationOptional<number>;
  declare complaintId: number;
  /** Null: the system. */
  declare authorId: number | null;
  declare text: string;
  declare isInternal: CreationOptional<boolean>;
  /** Drawn with the form and made of what it holds; a form sent twice says it once. */
  declare submissionKey: CreationOptional<string | null>;
  /** The event of the step that wrote it. */
  declare eventId: number;
  declare createdAt: CreationOptional<Date>;

  declare author?: NonAttribute<User | null>;
}

/** Binds the model to the database. */
export function initRemark(sequelize: Sequelize): void {
  Remark.init(
    {
      id: idColumn,
      complaintId: { type: DataTypes.INTEGER, allowNull: false },
      authorId: DataTypes.INTEGER,
      text: { ...requiredText('text', 'The reply', REMARK_LENGTH), type: DataTypes.TEXT },
      isInternal: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      submissionKey: DataTypes.STRING(64),
      eventId: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'remarks', modelName: 'Remark', updatedAt: false },
  );
}
