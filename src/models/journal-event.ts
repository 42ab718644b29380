import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';
import type { User } from './user.ts';

/** One line of the journal: what happened, to which row, by whom and from where. Written once, never changed. */
export class JournalEvent extends Model<
  InferAttributes<JournalEvent>,
  InferCreationAttributes<JournalEvent>
> {
  declare id: CreationOptional<number>;
  /** Such as `complaint.assigned`. */
  declare name: string;
  /** The part of the name before the dot. */
  declare subjectType: string;
  declare subjectId: number | null;
  declare complaintId: number | null;
  /** Null: the operator, the portal itself, or single sign-on, as the name says. */
  declare actorId: number | null;
  /** As it was then. */
  declare actorName: string;
  declare origin: string;
  declare address: string | null;
  declare requestId: string | null;
  /** JSON with its keys in order. */
  declare details: string;
  /** The proof that the portal wrote it; null: written before there were marks. */
  declare mark: string | null;
  declare createdAt: CreationOptional<Date>;

  declare actor?: NonAttribute<User | null>;
}

/** Binds the model to the database. */
export function initJournalEvent(sequelize: Sequelize): void {
  JournalEvent.init(
    {
      id: idColumn,
      name: { type: DataTypes.STRING(64), allowNull: false },
      subjectType: { type: DataTypes.STRING(32), allowNull: false },
      subjectId: DataTypes.INTEGER,
      complaintId: DataTypes.INTEGER,
      actorId: DataTypes.INTEGER,
      actorName: { type: DataTypes.STRING(310), allowNull: false },
      origin: { type: DataTypes.STRING(16), allowNull: false },
      address: DataTypes.STRING(64),
      requestId: DataTypes.STRING(64),
      details: { type: DataTypes.TEXT('medium'), allowNull: false },
      mark: DataTypes.STRING(64),
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'events', modelName: 'JournalEvent', updatedAt: false },
  );
}
