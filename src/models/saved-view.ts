import {
  DataTypes,
  Model,
  Op,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, inOrder, momentColumn, requiredText, versionColumn, withKey } from './columns.ts';
import { findAllSameText, otherThan } from './text.ts';

/** Filters and order of the queue under a name: its owner's, and shown to others where it is shared. */
export class SavedView extends Model<InferAttributes<SavedView>, InferCreationAttributes<SavedView>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameFolded: CreationOptional<string>;
  declare nameSorted: CreationOptional<string | null>;
  /** What the queue's address says, without the page. */
  declare query: string;
  declare ownerId: number;
  declare isShared: CreationOptional<boolean>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Each person's views have names of their own. */
async function isFree(this: SavedView, value: unknown): Promise<void> {
  if (typeof value !== 'string' || !this.changed('name')) return;
  const others = { [Op.and]: [{ ownerId: this.ownerId }, otherThan(this.id)] };
  const [other] = await findAllSameText(SavedView, 'name', value, others);
  if (other !== undefined) throw new Error('You have a view with this name already.');
}

/** Binds the model to the database. */
export function initSavedView(sequelize: Sequelize): void {
  const name = requiredText('name', 'The name', 100);
  SavedView.init(
    {
      id: idColumn,
      ...inOrder('name', withKey('name', 100, { ...name, validate: { ...name.validate, isFree } })),
      query: {
        type: DataTypes.STRING(2000),
        allowNull: false,
        validate: { len: { args: [1, 2000], msg: 'These filters are too long to be kept.' } },
      },
      ownerId: { type: DataTypes.INTEGER, allowNull: false },
      isShared: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'saved_views', modelName: 'SavedView' },
  );
}
