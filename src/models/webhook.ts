import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn, orderedText, requiredText, versionColumn } from './columns.ts';

/** Where another program is told of what happens, and with which secret that is signed. */
export class Webhook extends Model<InferAttributes<Webhook>, InferCreationAttributes<Webhook>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameSorted: CreationOptional<string | null>;
  declare url: string;
  /** Names of events with commas between them. */
  declare events: string;
  declare isActive: CreationOptional<boolean>;
  /** Why the portal switched it off; empty: it did not. */
  declare offBecause: CreationOptional<string>;
  /** By whose rights it is told; null: they are gone, and it is told nothing. */
  declare ownerId: number | null;
  /** Encrypted, as is the former one, which signs as well until its moment. */
  declare secret: string;
  declare formerSecret: CreationOptional<string | null>;
  declare formerUntil: CreationOptional<Date | null>;
  /** Null: nobody has seen the secret. */
  declare secretShownAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initWebhook(sequelize: Sequelize): void {
  Webhook.init(
    {
      id: idColumn,
      ...orderedText('name', 'The name', 100),
      url: requiredText('url', 'The address', 2000),
      events: { type: DataTypes.TEXT, allowNull: false },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      offBecause: { type: DataTypes.STRING(300), allowNull: false, defaultValue: '' },
      ownerId: DataTypes.INTEGER,
      secret: { type: DataTypes.STRING(300), allowNull: false },
      formerSecret: DataTypes.STRING(300),
      formerUntil: DataTypes.DATE(3),
      secretShownAt: DataTypes.DATE(3),
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'webhooks', modelName: 'Webhook' },
  );
}
