import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What came of a token's use, apart from the token itself: it changes all the time, and nobody did anything by that. */
export class ApiTokenUse extends Model<InferAttributes<ApiTokenUse>, InferCreationAttributes<ApiTokenUse>> {
  declare tokenId: number;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare lastAddress: CreationOptional<string | null>;
  /** Since when requests are counted, and how many the processes of this installation have taken since. */
  declare windowStartedAt: CreationOptional<Date | null>;
  declare windowTaken: CreationOptional<number>;
}

/** Binds the model to the database. */
export function initApiTokenUse(sequelize: Sequelize): void {
  ApiTokenUse.init(
    {
      tokenId: { type: DataTypes.INTEGER, primaryKey: true },
      lastUsedAt: { type: DataTypes.DATE(3) },
      lastAddress: { type: DataTypes.STRING(64) },
      windowStartedAt: { type: DataTypes.DATE(3) },
      windowTaken: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    },
    { sequelize, tableName: 'api_token_uses', modelName: 'ApiTokenUse', timestamps: false },
  );
}
