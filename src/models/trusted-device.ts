import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A browser in which somebody's password is enough for a while, since they gave their second factor there. */
export class TrustedDevice extends Model<
  InferAttributes<TrustedDevice>,
  InferCreationAttributes<TrustedDevice>
> {
  declare id: CreationOptional<number>;
  declare userId: number;
  /** Of what the browser keeps. */
  declare tokenHash: string;
  /** The person's, when the browser was remembered; with another one it counts no more. */
  declare sessionVersion: number;
  /** From where, and by which program as it calls itself. */
  declare address: string;
  declare agent: string;
  declare expires: Date;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initTrustedDevice(sequelize: Sequelize): void {
  TrustedDevice.init(
    {
      id: idColumn,
      userId: { type: DataTypes.INTEGER, allowNull: false },
      tokenHash: { type: DataTypes.STRING(64), allowNull: false, unique: 'trusted_devices_token_unique' },
      sessionVersion: { type: DataTypes.INTEGER, allowNull: false },
      address: { type: DataTypes.STRING(64), allowNull: false },
      agent: { type: DataTypes.STRING(300), allowNull: false },
      expires: { type: DataTypes.DATE(3), allowNull: false },
      lastUsedAt: DataTypes.DATE(3),
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'trusted_devices', modelName: 'TrustedDevice', updatedAt: false },
  );
}
