import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A value of SECRET_KEY that the database was written with, by a name that tells nothing of it. */
export class UsedKey extends Model<InferAttributes<UsedKey>, InferCreationAttributes<UsedKey>> {
  declare id: CreationOptional<number>;
  declare keyId: string;
  declare since: Date;
  /** Since when nothing goes by it any more; null: something may. */
  declare retiredAt: CreationOptional<Date | null>;
}

/** Binds the model to the database. */
export function initUsedKey(sequelize: Sequelize): void {
  UsedKey.init(
    {
      id: idColumn,
      keyId: { type: DataTypes.STRING(12), allowNull: false },
      since: momentColumn(),
      retiredAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'used_keys', modelName: 'UsedKey', timestamps: false },
  );
}
