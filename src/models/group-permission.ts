import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** One right that the members of one group have. */
export class GroupPermission extends Model<
  InferAttributes<GroupPermission>,
  InferCreationAttributes<GroupPermission>
> {
  declare groupId: number;
  declare permission: string;
}

/** Binds the model to the database. */
export function initGroupPermission(sequelize: Sequelize): void {
  GroupPermission.init(
    {
      groupId: { type: DataTypes.INTEGER, primaryKey: true },
      permission: { type: DataTypes.STRING(50), primaryKey: true },
    },
    { sequelize, tableName: 'group_permissions', modelName: 'GroupPermission', timestamps: false },
  );
}
