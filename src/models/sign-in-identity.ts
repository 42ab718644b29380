import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** An account of another service by which somebody signs in here. */
export class SignInIdentity extends Model<
  InferAttributes<SignInIdentity>,
  InferCreationAttributes<SignInIdentity>
> {
  declare id: CreationOptional<number>;
  declare userId: number;
  /** Which service it is of. */
  declare issuer: string;
  /** By what that service knows it. */
  declare subject: string;
  declare issuerHash: string;
  declare identityHash: string;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initSignInIdentity(sequelize: Sequelize): void {
  SignInIdentity.init(
    {
      id: idColumn,
      userId: { type: DataTypes.INTEGER, allowNull: false },
      issuer: { type: DataTypes.STRING(500), allowNull: false },
      subject: { type: DataTypes.STRING(500), allowNull: false },
      issuerHash: { type: DataTypes.STRING(64), allowNull: false },
      identityHash: {
        type: DataTypes.STRING(64),
        allowNull: false,
        unique: 'sign_in_identities_identity_unique',
      },
      lastUsedAt: DataTypes.DATE(3),
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'sign_in_identities', modelName: 'SignInIdentity', updatedAt: false },
  );
}
