import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, optionalText, uniqueName, versionColumn, momentColumn } from './columns.ts';

/** What rules depend on; a status's name is for people only. */
export const STATUS_CATEGORIES = ['new', 'open', 'pending', 'resolved', 'closed'] as const;
export type StatusCategory = (typeof STATUS_CATEGORIES)[number];

/**
 * The stages that the steps of a complaint lead to. A status keeps its code when it is renamed; those that an
 * organisation adds have none.
 */
export const STATUS_CODES = [
  'open',
  'assigned',
  'in_progress',
  'waiting',
  'resolved',
  'closed',
  'rejected',
] as const;
export type StatusCode = (typeof STATUS_CODES)[number];

/** A stage in the life of a complaint, as it is shown. */
export class Status extends Model<InferAttributes<Status>, InferCreationAttributes<Status>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameFolded: CreationOptional<string>;
  declare nameSorted: CreationOptional<string | null>;
  declare category: StatusCategory;
  declare code: CreationOptional<StatusCode | null>;
  /** Order in lists, smallest first. */
  declare position: CreationOptional<number>;
  declare isActive: CreationOptional<boolean>;
  declare description: CreationOptional<string | null>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initStatus(sequelize: Sequelize): void {
  Status.init(
    {
      id: idColumn,
      ...uniqueName('statuses', 'status', 50),
      category: {
        type: DataTypes.STRING(10),
        allowNull: false,
        validate: {
          notNull: { msg: 'The category is required.' },
          isIn: {
            args: [[...STATUS_CATEGORIES]],
            msg: `The category is one of ${STATUS_CATEGORIES.join(', ')}.`,
          },
        },
      },
      code: {
        type: DataTypes.STRING(20),
        unique: { name: 'statuses_code_unique', msg: 'This code is taken.' },
      },
      position: {
        type: DataTypes.INTEGER,
        allowNull: false,
        defaultValue: 0,
        validate: { isInt: { msg: 'The position is a whole number.' } },
      },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      description: optionalText('description', 2000),
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'statuses', modelName: 'Status' },
  );
}
