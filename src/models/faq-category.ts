import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn, uniqueName, versionColumn } from './columns.ts';

/** A heading under which answers stand. */
export class FaqCategory extends Model<InferAttributes<FaqCategory>, InferCreationAttributes<FaqCategory>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameFolded: CreationOptional<string>;
  declare nameSorted: CreationOptional<string | null>;
  declare position: CreationOptional<number>;
  /** Where it is not, nobody reads its answers. */
  declare isActive: CreationOptional<boolean>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initFaqCategory(sequelize: Sequelize): void {
  FaqCategory.init(
    {
      id: idColumn,
      ...uniqueName('faq_categories', 'category', 100),
      position: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'faq_categories', modelName: 'FaqCategory' },
  );
}
