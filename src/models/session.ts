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
  /** Under which it was known before its person confirmed who they are; null: under no other. */
  declare formerSid: CreationOptional<string | null>;
  declare data: string;
  declare expires: Date;
  /** The account of another service by which it began; null: a password here. */
  declare identityId: CreationOptional<number | null>;
  /** Of that service's own session, where it told of one. */
  declare providerSession: CreationOptional<string | null>;
  /** What that service said at the sign-in, encrypted. */
  declare idToken: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initSession(sequelize: Sequelize): void {
  Session.init(
    {
      sid: { type: DataTypes.STRING(64), primaryKey: true },
      userId: DataTypes.INTEGER,
      formerSid: DataTypes.STRING(64),
      data: { type: DataTypes.TEXT, allowNull: false },
      expires: momentColumn(),
      identityId: DataTypes.INTEGER,
      providerSession: DataTypes.STRING(64),
      idToken: DataTypes.TEXT,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'sessions', modelName: 'Session' },
  );
}
