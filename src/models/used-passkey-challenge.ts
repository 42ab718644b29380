import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What a passkey was asked and answered: its key lets no other answer to the same count. */
export class UsedPasskeyChallenge extends Model<
  InferAttributes<UsedPasskeyChallenge>,
  InferCreationAttributes<UsedPasskeyChallenge>
> {
  declare idHash: string;
  /** When it is too old for everybody. */
  declare expires: Date;
}

/** Binds the model to the database. */
export function initUsedPasskeyChallenge(sequelize: Sequelize): void {
  UsedPasskeyChallenge.init(
    {
      idHash: { type: DataTypes.STRING(64), primaryKey: true },
      expires: { type: DataTypes.DATE(3), allowNull: false },
    },
    {
      sequelize,
      tableName: 'used_passkey_challenges',
      modelName: 'UsedPasskeyChallenge',
      timestamps: false,
    },
  );
}
