import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** A link by which somebody sets a password, once; whatever sets one takes all links of that person away. */
export class PasswordLink extends Model<
  InferAttributes<PasswordLink>,
  InferCreationAttributes<PasswordLink>
> {
  declare id: CreationOptional<number>;
  declare userId: number;
  /** Of the secret, which stands in the mail alone. */
  declare tokenHash: string;
  /** The address it was sent to, folded as the person's is: with another one it works no more. */
  declare emailFolded: string;
  declare expires: Date;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initPasswordLink(sequelize: Sequelize): void {
  PasswordLink.init(
    {
      id: idColumn,
      userId: { type: DataTypes.INTEGER, allowNull: false },
      tokenHash: { type: DataTypes.STRING(64), allowNull: false, unique: 'password_links_hash_unique' },
      emailFolded: { type: DataTypes.STRING(762) },
      expires: { type: DataTypes.DATE(3), allowNull: false },
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'password_links', modelName: 'PasswordLink', updatedAt: false },
  );
}
