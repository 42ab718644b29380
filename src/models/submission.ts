import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A form that was sent, and which row it made: sent again it makes no other. */
export class Submission extends Model<InferAttributes<Submission>, InferCreationAttributes<Submission>> {
  declare id: CreationOptional<number>;
  declare senderId: number;
  /** Made of the form's own key and of what is in it. */
  declare submissionKey: string;
  declare madeId: number;
  declare expires: Date;
}

/** Binds the model to the database. */
export function initSubmission(sequelize: Sequelize): void {
  Submission.init(
    {
      id: idColumn,
      senderId: { type: DataTypes.INTEGER, allowNull: false },
      submissionKey: { type: DataTypes.STRING(64), allowNull: false },
      madeId: { type: DataTypes.INTEGER, allowNull: false },
      expires: momentColumn(),
    },
    { sequelize, tableName: 'submissions', modelName: 'Submission', timestamps: false },
  );
}
