import { DataTypes, type CreationOptional, type Sequelize } from 'sequelize';
import { Waiting, waitingColumns, waitingOptions } from './waiting.ts';

/** What somebody typed into a form that could not be taken: their session had ended, or somebody else's had begun. */
export class KeptForm extends Waiting<KeptForm> {
  /** Stands in its address; cannot be guessed. */
  declare keptKey: string;
  /** Tells whoever sent it from others. */
  declare sender: CreationOptional<string>;
  /** Where the form was sent to. */
  declare path: string;
  /** As JSON. */
  declare fields: string;
}

/** Binds the model to the database. */
export function initKeptForm(sequelize: Sequelize): void {
  KeptForm.init(
    {
      ...waitingColumns(),
      keptKey: { type: DataTypes.STRING(64), allowNull: false },
      sender: { type: DataTypes.STRING(64), allowNull: false, defaultValue: '' },
      path: { type: DataTypes.STRING(255), allowNull: false },
      fields: { type: DataTypes.TEXT('medium'), allowNull: false },
    },
    { ...waitingOptions(sequelize, 'kept_forms'), modelName: 'KeptForm' },
  );
}
