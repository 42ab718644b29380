import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn, requiredText } from './columns.ts';

/** Longest name of a second factor, in characters. */
export const FACTOR_NAME_LENGTH = 100;

/** The app that shows somebody one-time codes. */
export class SecondFactor extends Model<
  InferAttributes<SecondFactor>,
  InferCreationAttributes<SecondFactor>
> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare name: string;
  /** What the codes are made of, encrypted for its person alone. */
  declare secret: string;
  declare confirmedAt: Date;
  /** Of the last code that was taken, in half minutes since 1970: neither it nor an older one is taken again. */
  declare lastStep: CreationOptional<number | null>;
  declare lastUsedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initSecondFactor(sequelize: Sequelize): void {
  SecondFactor.init(
    {
      id: idColumn,
      userId: { type: DataTypes.INTEGER, allowNull: false, unique: 'second_factors_user_unique' },
      name: requiredText('name', 'The name', FACTOR_NAME_LENGTH),
      secret: { type: DataTypes.TEXT, allowNull: false },
      confirmedAt: momentColumn(),
      lastStep: DataTypes.INTEGER,
      lastUsedAt: DataTypes.DATE(3),
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'second_factors', modelName: 'SecondFactor' },
  );
}
