import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn, requiredText } from './columns.ts';

/** Longest name of a passkey, in characters. */
export const PASSKEY_NAME_LENGTH = 100;

/** A passkey by which somebody signs in. */
export class Passkey extends Model<InferAttributes<Passkey>, InferCreationAttributes<Passkey>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  /** The host that it was made for: under another name it answers to nobody. */
  declare rpId: string;
  /** By what its device knows it; base64url, as all that follows of it. */
  declare credentialId: string;
  declare credentialHash: string;
  /** A COSE key. */
  declare publicKey: string;
  /** How often it was used, as it says itself; always 0 with those that do not count. */
  declare counter: CreationOptional<number>;
  /** How browsers reach it, with commas between them. */
  declare transports: CreationOptional<string>;
  /** Which make it is of, as it says itself. */
  declare aaguid: CreationOptional<string>;
  /** As its owner calls it. */
  declare name: string;
  /** It lies in an account somewhere, so that losing a device does not lose it. */
  declare backedUp: CreationOptional<boolean>;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initPasskey(sequelize: Sequelize): void {
  Passkey.init(
    {
      id: idColumn,
      userId: { type: DataTypes.INTEGER, allowNull: false },
      rpId: { type: DataTypes.STRING(255), allowNull: false },
      credentialId: { type: DataTypes.STRING(1400), allowNull: false },
      credentialHash: {
        type: DataTypes.STRING(64),
        allowNull: false,
        unique: 'passkeys_credential_unique',
      },
      publicKey: { type: DataTypes.STRING(4000), allowNull: false },
      counter: { type: DataTypes.BIGINT, allowNull: false, defaultValue: 0 },
      transports: { type: DataTypes.STRING(200), allowNull: false, defaultValue: '' },
      aaguid: { type: DataTypes.STRING(36), allowNull: false, defaultValue: '' },
      name: requiredText('name', 'The name', PASSKEY_NAME_LENGTH),
      backedUp: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      lastUsedAt: DataTypes.DATE(3),
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'passkeys', modelName: 'Passkey', updatedAt: false },
  );
}
