import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A code that lets somebody in, once, whose second factor is lost. */
export class RecoveryCode extends Model<
  InferAttributes<RecoveryCode>,
  InferCreationAttributes<RecoveryCode>
> {
  declare id: CreationOptional<number>;
  declare userId: number;
  /** The code itself is shown when it is drawn, and stored nowhere. */
  declare codeHash: string;
  declare usedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initRecoveryCode(sequelize: Sequelize): void {
  RecoveryCode.init(
    {
      id: idColumn,
      userId: { type: DataTypes.INTEGER, allowNull: false },
      codeHash: { type: DataTypes.STRING(64), allowNull: false },
      usedAt: DataTypes.DATE(3),
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'recovery_codes', modelName: 'RecoveryCode', updatedAt: false },
  );
}
