import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { momentColumn } from './columns.ts';

/** One person's membership of one group. */
export class UserGroup extends Model<InferAttributes<UserGroup>, InferCreationAttributes<UserGroup>> {
  declare userId: number;
  declare groupId: number;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initUserGroup(sequelize: Sequelize): void {
  UserGroup.init(
    {
      userId: { type: DataTypes.INTEGER, primaryKey: true },
      groupId: { type: DataTypes.INTEGER, primaryKey: true },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'user_groups', modelName: 'UserGroup', updatedAt: false },
  );
}
