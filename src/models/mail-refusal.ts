import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What a mail server said as it refused somebody's address for good; it holds for this address alone. */
export class MailRefusal extends Model<InferAttributes<MailRefusal>, InferCreationAttributes<MailRefusal>> {
  declare userId: number;
  declare address: string;
  declare reason: string;
  declare refusedAt: Date;
}

/** Binds the model to the database. */
export function initMailRefusal(sequelize: Sequelize): void {
  MailRefusal.init(
    {
      userId: { type: DataTypes.INTEGER, primaryKey: true },
      address: { type: DataTypes.STRING(254), allowNull: false },
      reason: { type: DataTypes.STRING(500), allowNull: false },
      refusedAt: { type: DataTypes.DATE(3), allowNull: false },
    },
    { sequelize, tableName: 'mail_refusals', modelName: 'MailRefusal', timestamps: false },
  );
}
