import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** By what somebody's devices know them: random, so that a lost one tells nothing of the portal. */
export class PasskeyHandle extends Model<
  InferAttributes<PasskeyHandle>,
  InferCreationAttributes<PasskeyHandle>
> {
  declare userId: number;
  /** Base64url. */
  declare handle: string;
}

/** Binds the model to the database. */
export function initPasskeyHandle(sequelize: Sequelize): void {
  PasskeyHandle.init(
    {
      userId: { type: DataTypes.INTEGER, primaryKey: true },
      handle: { type: DataTypes.STRING(86), allowNull: false, unique: 'passkey_handles_handle_unique' },
    },
    { sequelize, tableName: 'passkey_handles', modelName: 'PasskeyHandle', timestamps: false },
  );
}
