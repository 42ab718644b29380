import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** Somebody who read an answer on a day. */
export class FaqView extends Model<InferAttributes<FaqView>, InferCreationAttributes<FaqView>> {
  declare id: CreationOptional<number>;
  declare faqId: number;
  /** Null: whoever is gone. */
  declare userId: number | null;
  /** Of the portal's time zone, such as 2026-01-31. */
  declare day: string;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initFaqView(sequelize: Sequelize): void {
  FaqView.init(
    {
      id: idColumn,
      faqId: { type: DataTypes.INTEGER, allowNull: false },
      userId: DataTypes.INTEGER,
      day: { type: DataTypes.STRING(10), allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'faq_views', modelName: 'FaqView', updatedAt: false },
  );
}
