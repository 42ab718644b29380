import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A request that carries a key of its own, so that the same sent again does nothing more and is answered alike. */
export class ApiRequest extends Model<InferAttributes<ApiRequest>, InferCreationAttributes<ApiRequest>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare requestKey: string;
  /** Of what was asked, method and address included; keyed, since that holds passwords. */
  declare contentHash: string;
  /** When it was last begun; one that takes too long has died with its process. */
  declare begunAt: Date;
  /** Null while it is worked on. */
  declare answerStatus: CreationOptional<number | null>;
  /** JSON of what came of it: numbers by which the answer is read anew. */
  declare answer: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initApiRequest(sequelize: Sequelize): void {
  ApiRequest.init(
    {
      id: idColumn,
      userId: { type: DataTypes.INTEGER, allowNull: false, unique: 'api_requests_key_unique' },
      requestKey: { type: DataTypes.STRING(64), allowNull: false, unique: 'api_requests_key_unique' },
      contentHash: { type: DataTypes.STRING(64), allowNull: false },
      begunAt: { type: DataTypes.DATE(3), allowNull: false },
      answerStatus: { type: DataTypes.INTEGER },
      answer: { type: DataTypes.TEXT },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'api_requests', modelName: 'ApiRequest', updatedAt: false },
  );
}
