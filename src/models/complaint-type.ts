import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, optionalText, uniqueName, versionColumn, momentColumn } from './columns.ts';

/** What a complaint is about, chosen by the reporter. */
export class ComplaintType extends Model<
  InferAttributes<ComplaintType>,
  InferCreationAttributes<ComplaintType>
> {
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
export function initComplaintType(sequelize: Sequelize): void {
  ComplaintType.init(
    {
      id: idColumn,
      ...uniqueName('complaint_types', 'complaint type', 100),
      description: optionalText('description', 2000),
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'complaint_types', modelName: 'ComplaintType' },
  );
}
