import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** What somebody typed into a form that could not be taken: their session had ended, or somebody else's had begun. */
export class KeptForm extends Model<InferAttributes<KeptForm>, InferCreationAttributes<KeptForm>> {
  declare id: CreationOptional<number>;
  declare ownerId: number;
  /** Stands in its address; cannot be guessed. */
  declare keptKey: string;
  /** Where the form was sent to. */
  declare path: string;
  /** As JSON. */
  declare fields: string;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initKeptForm(sequelize: Sequelize): void {
  KeptForm.init(
    {
      id: idColumn,
      ownerId: { type: DataTypes.INTEGER, allowNull: false },
      keptKey: { type: DataTypes.STRING(64), allowNull: false },
      path: { type: DataTypes.STRING(255), allowNull: false },
      fields: { type: DataTypes.TEXT('medium'), allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'kept_forms', modelName: 'KeptForm', updatedAt: false },
  );
}
