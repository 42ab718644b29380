import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** Somebody whom an answer helped. */
export class FaqVote extends Model<InferAttributes<FaqVote>, InferCreationAttributes<FaqVote>> {
  declare id: CreationOptional<number>;
  declare faqId: number;
  /** Null: whoever is gone. */
  declare userId: number | null;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initFaqVote(sequelize: Sequelize): void {
  FaqVote.init(
    {
      id: idColumn,
      faqId: { type: DataTypes.INTEGER, allowNull: false },
      userId: DataTypes.INTEGER,
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'faq_votes', modelName: 'FaqVote', updatedAt: false },
  );
}
