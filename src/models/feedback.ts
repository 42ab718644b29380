import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** Longest comment, in characters. */
export const COMMENT_LENGTH = 2000;

/** The reporter's rating of one resolution. */
export class Feedback extends Model<InferAttributes<Feedback>, InferCreationAttributes<Feedback>> {
  declare id: CreationOptional<number>;
  declare complaintId: number;
  /** The resolution that is rated; a complaint that was reopened has several. */
  declare statusChangeId: number;
  declare rating: number;
  declare comment: string;
  /** The event of the step that wrote it. */
  declare eventId: number;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initFeedback(sequelize: Sequelize): void {
  Feedback.init(
    {
      id: idColumn,
      complaintId: { type: DataTypes.INTEGER, allowNull: false },
      statusChangeId: {
        type: DataTypes.INTEGER,
        allowNull: false,
        unique: {
          name: 'feedback_status_change_id_unique',
          msg: 'This solution has been rated already.',
        },
      },
      rating: {
        type: DataTypes.INTEGER,
        allowNull: false,
        validate: {
          min: { args: [1], msg: 'The rating is from 1 to 5.' },
          max: { args: [5], msg: 'The rating is from 1 to 5.' },
        },
      },
      comment: {
        type: DataTypes.TEXT,
        allowNull: false,
        defaultValue: '',
        validate: {
          len: {
            args: [0, COMMENT_LENGTH],
            msg: `The comment has more than ${COMMENT_LENGTH} characters.`,
          },
        },
      },
      eventId: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'feedback', modelName: 'Feedback', updatedAt: false },
  );
}
