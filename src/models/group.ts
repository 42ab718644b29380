import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, optionalText, uniqueName, versionColumn, momentColumn } from './columns.ts';

/** A set of people, who may do what its `group_permissions` say. */
export class Group extends Model<InferAttributes<Group>, InferCreationAttributes<Group>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameFolded: CreationOptional<string>;
  declare nameSorted: CreationOptional<string | null>;
  declare description: CreationOptional<string | null>;
  /** Whether its people need a second factor to sign in. */
  declare requiresSecondFactor: CreationOptional<boolean>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initGroup(sequelize: Sequelize): void {
  Group.init(
    {
      id: idColumn,
      ...uniqueName('groups', 'group', 150),
      description: optionalText('description', 2000),
      requiresSecondFactor: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'groups', modelName: 'Group' },
  );
}
