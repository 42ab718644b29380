import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import type { ApiTokenUse } from './api-token-use.ts';
import { idColumn, momentColumn, requiredText } from './columns.ts';

/** Longest name of a token, in characters. */
export const TOKEN_NAME_LENGTH = 100;

/** By it a program acts as a person, with some of their rights. */
export class ApiToken extends Model<InferAttributes<ApiToken>, InferCreationAttributes<ApiToken>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare name: string;
  /** The beginning of the token, by which its owner tells it from others. */
  declare prefix: string;
  /** Of the whole token, which is shown once. */
  declare tokenHash: string;
  /** Names of rights with commas between them. */
  declare scopes: string;
  declare expires: Date;
  declare use?: NonAttribute<ApiTokenUse | null>;
  declare createdAt: CreationOptional<Date>;
}

/** The names in what is stored as `scopes`. */
export function scopesIn(stored: string): readonly string[] {
  return stored === '' ? [] : stored.split(',');
}

/** Binds the model to the database. */
export function initApiToken(sequelize: Sequelize): void {
  ApiToken.init(
    {
      id: idColumn,
      userId: { type: DataTypes.INTEGER, allowNull: false },
      name: requiredText('name', 'The name', TOKEN_NAME_LENGTH),
      prefix: { type: DataTypes.STRING(20), allowNull: false },
      tokenHash: { type: DataTypes.STRING(64), allowNull: false, unique: 'api_tokens_hash_unique' },
      scopes: { type: DataTypes.TEXT, allowNull: false },
      expires: { type: DataTypes.DATE(3), allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'api_tokens', modelName: 'ApiToken', updatedAt: false },
  );
}
