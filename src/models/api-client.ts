import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { momentColumn, plainText, orderedText, versionColumn } from './columns.ts';

/** A program that acts in its own name: what is known of it beside its user, whose id it has. */
export class ApiClient extends Model<InferAttributes<ApiClient>, InferCreationAttributes<ApiClient>> {
  /** Of its user. */
  declare id: number;
  /** As its user is called. */
  declare name: string;
  declare nameSorted: CreationOptional<string | null>;
  declare purpose: CreationOptional<string>;
  /** Who added it; null: the operator, or somebody who is gone. */
  declare makerId: number | null;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initApiClient(sequelize: Sequelize): void {
  ApiClient.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      ...orderedText('name', 'The name', 100),
      purpose: plainText('purpose', 'What it is for', 500),
      makerId: DataTypes.INTEGER,
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'api_clients', modelName: 'ApiClient' },
  );
}
