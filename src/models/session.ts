import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { momentColumn } from './columns.ts';

/** One signed-in browser; `userId` is kept beside the opaque data so that a person's sessions can be ended. */
export class Session extends Model<InferAttributes<Session>, InferCreationAttributes<Session>> {
  declare sid: string;
  declare userId: CreationOptional<number | null>;
  declare data: string;
  declare expires: Date;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initSession(sequelize: Sequelize): void {
  Session.init(
    {
      sid: { type: DataTypes.STRING(64), primaryKey: true },
      userId: DataTypes.INTEGER,
      data: { type: DataTypes.TEXT, allowNull: false },
      expires: momentColumn(),
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'sessions', modelName: 'Session' },
  );
}
