import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** The words under which a complaint is found, as `search-words` spells them; indexed by the database. */
export class SearchDocument extends Model<
  InferAttributes<SearchDocument>,
  InferCreationAttributes<SearchDocument>
> {
  declare complaintId: number;
  /** Of the complaint and its public remarks. */
  declare publicWords: string;
  /** Of the internal notes. */
  declare internalWords: string;
  /** Of the reporter's name. */
  declare reporterWords: string;
}

/** Binds the model to the database. */
export function initSearchDocument(sequelize: Sequelize): void {
  const words = () => ({ type: DataTypes.TEXT, allowNull: false });
  SearchDocument.init(
    {
      complaintId: { type: DataTypes.INTEGER, primaryKey: true },
      publicWords: words(),
      internalWords: words(),
      reporterWords: words(),
    },
    { sequelize, tableName: 'search_documents', modelName: 'SearchDocument', timestamps: false },
  );
}
