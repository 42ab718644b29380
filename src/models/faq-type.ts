import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** Says that an answer is for complaints of a type. */
export class FaqType extends Model<InferAttributes<FaqType>, InferCreationAttributes<FaqType>> {
  declare faqId: number;
  declare typeId: number;
}

/** Binds the model to the database. */
export function initFaqType(sequelize: Sequelize): void {
  FaqType.init(
    {
      faqId: { type: DataTypes.INTEGER, primaryKey: true },
      typeId: { type: DataTypes.INTEGER, primaryKey: true },
    },
    { sequelize, tableName: 'faq_types', modelName: 'FaqType', timestamps: false },
  );
}
