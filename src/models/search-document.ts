import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What a complaint is found by, word for word as `search-words` writes them; each place in a column of its own. */
export class SearchDocument extends Model<
  InferAttributes<SearchDocument>,
  InferCreationAttributes<SearchDocument>
> {
  declare complaintId: number;
  declare titleWords: string;
  declare locationWords: string;
  /** Of the reporter's name. */
  declare reporterWords: string;
  declare descriptionWords: string;
  /** Of the remarks that the reporter reads. */
  declare remarkWords: string;
  /** Of the internal notes. */
  declare noteWords: string;
}

/** Binds the model to the database. */
export function initSearchDocument(sequelize: Sequelize): void {
  const words = () => ({ type: DataTypes.TEXT('medium'), allowNull: false });
  SearchDocument.init(
    {
      complaintId: { type: DataTypes.INTEGER, primaryKey: true },
      titleWords: words(),
      locationWords: words(),
      reporterWords: words(),
      descriptionWords: words(),
      remarkWords: words(),
      noteWords: words(),
    },
    { sequelize, tableName: 'search_documents', modelName: 'SearchDocument', timestamps: false },
  );
}
