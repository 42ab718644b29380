import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, optionalText, uniqueName, versionColumn, momentColumn } from './columns.ts';

/** A part of the organisation that people belong to. */
export class Department extends Model<InferAttributes<Department>, InferCreationAttributes<Department>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameFolded: CreationOptional<string>;
  declare nameSorted: CreationOptional<string | null>;
  declare description: CreationOptional<string | null>;
  declare isActive: CreationOptional<boolean>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initDepartment(sequelize: Sequelize): void {
  Department.init(
    {
      id: idColumn,
      ...uniqueName('departments', 'department', 100),
      description: optionalText('description', 2000),
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'departments', modelName: 'Department' },
  );
}
