import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { idColumn, plainText, momentColumn } from './columns.ts';
import type { User } from './user.ts';

/** One step in the life of a complaint; a handover keeps the status and says so in its note. */
export class StatusChange extends Model<
  InferAttributes<StatusChange>,
  InferCreationAttributes<StatusChange>
> {
  declare id: CreationOptional<number>;
  declare complaintId: number;
  /** Null: the complaint was filed. */
  declare fromStatusId: number | null;
  declare toStatusId: number;
  /** Null: the system. */
  declare changedById: number | null;
  declare note: CreationOptional<string>;
  /** The event of the step that wrote it. */
  declare eventId: number;
  declare createdAt: CreationOptional<Date>;

  declare changedBy?: NonAttribute<User | null>;
}

/** Binds the model to the database. */
export function initStatusChange(sequelize: Sequelize): void {
  StatusChange.init(
    {
      id: idColumn,
      complaintId: { type: DataTypes.INTEGER, allowNull: false },
      fromStatusId: DataTypes.INTEGER,
      toStatusId: { type: DataTypes.INTEGER, allowNull: false },
      changedById: DataTypes.INTEGER,
      note: plainText('note', 'The note', 500),
      eventId: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'status_changes', modelName: 'StatusChange', updatedAt: false },
  );
}
