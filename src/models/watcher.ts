import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { momentColumn } from './columns.ts';
import type { User } from './user.ts';

/** Somebody who follows a complaint that is neither theirs nor their work. */
export class Watcher extends Model<InferAttributes<Watcher>, InferCreationAttributes<Watcher>> {
  declare complaintId: number;
  declare userId: number;
  declare createdAt: CreationOptional<Date>;

  declare user?: NonAttribute<User>;
}

/** Binds the model to the database. */
export function initWatcher(sequelize: Sequelize): void {
  Watcher.init(
    {
      complaintId: { type: DataTypes.INTEGER, primaryKey: true },
      userId: { type: DataTypes.INTEGER, primaryKey: true },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'watchers', modelName: 'Watcher', updatedAt: false },
  );
}
