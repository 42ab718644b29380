import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** How many requests of a token the processes of this installation have taken of its present minute. */
export class ApiWindow extends Model<InferAttributes<ApiWindow>, InferCreationAttributes<ApiWindow>> {
  declare tokenId: number;
  declare startedAt: Date;
  declare taken: number;
}

/** Binds the model to the database. */
export function initApiWindow(sequelize: Sequelize): void {
  ApiWindow.init(
    {
      tokenId: { type: DataTypes.INTEGER, primaryKey: true },
      startedAt: { type: DataTypes.DATE(3), allowNull: false },
      taken: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    },
    { sequelize, tableName: 'api_windows', modelName: 'ApiWindow', timestamps: false },
  );
}
