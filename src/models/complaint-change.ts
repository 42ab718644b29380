import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { idColumn } from './columns.ts';
import type { User } from './user.ts';

/** Who made which version of a complaint and what they did, for the history and for those who came too late. */
export class ComplaintChange extends Model<
  InferAttributes<ComplaintChange>,
  InferCreationAttributes<ComplaintChange>
> {
  declare id: CreationOptional<number>;
  declare complaintId: number;
  /** The complaint's version after the change; unique for each complaint. */
  declare version: number;
  /** Null: the system. */
  declare changedById: number | null;
  /** Goes on where the person's name ends: `changed the urgency from medium to high`. */
  declare what: string;
  declare createdAt: CreationOptional<Date>;

  declare changedBy?: NonAttribute<User | null>;
}

/** Binds the model to the database. */
export function initComplaintChange(sequelize: Sequelize): void {
  ComplaintChange.init(
    {
      id: idColumn,
      complaintId: { type: DataTypes.INTEGER, allowNull: false },
      version: { type: DataTypes.INTEGER, allowNull: false },
      changedById: DataTypes.INTEGER,
      what: { type: DataTypes.STRING(500), allowNull: false },
      createdAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'complaint_changes', modelName: 'ComplaintChange', updatedAt: false },
  );
}
