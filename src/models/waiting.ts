import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type InitOptions,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A row that waits, some days at most, until its owner's form is accepted, and is never changed. */
export class Waiting<Self extends Model> extends Model<InferAttributes<Self>, InferCreationAttributes<Self>> {
  declare id: CreationOptional<number>;
  declare ownerId: number;
  declare createdAt: CreationOptional<Date>;
}

/** The columns of every such row; each model needs its own. */
export function waitingColumns() {
  return {
    id: idColumn,
    ownerId: { type: DataTypes.INTEGER, allowNull: false },
    createdAt: momentColumn(),
  };
}

/** How such a model is bound to its table. */
export function waitingOptions(sequelize: Sequelize, tableName: string): InitOptions {
  return { sequelize, tableName, updatedAt: false };
}
