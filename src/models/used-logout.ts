import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** An order of a provider to end sessions that was followed: its key lets nobody send it twice. */
export class UsedLogout extends Model<InferAttributes<UsedLogout>, InferCreationAttributes<UsedLogout>> {
  /** Of the provider and the id that it gave the order. */
  declare idHash: string;
  /** When it is too old for everybody. */
  declare expires: Date;
}

/** Binds the model to the database. */
export function initUsedLogout(sequelize: Sequelize): void {
  UsedLogout.init(
    {
      idHash: { type: DataTypes.STRING(64), primaryKey: true },
      expires: { type: DataTypes.DATE(3), allowNull: false },
    },
    { sequelize, tableName: 'used_logouts', modelName: 'UsedLogout', timestamps: false },
  );
}
