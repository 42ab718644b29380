import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn, orderedText, storable, versionColumn } from './columns.ts';
import { tidy } from './text.ts';

/** Most characters of an answer: as many of four bytes as a column of text holds. */
export const ANSWER_LENGTH = 15_000;

/** A question that is asked again and again, and its answer in Markdown. */
export class Faq extends Model<InferAttributes<Faq>, InferCreationAttributes<Faq>> {
  declare id: CreationOptional<number>;
  /** Null: it stands below all others. */
  declare categoryId: CreationOptional<number | null>;
  declare question: string;
  declare questionSorted: CreationOptional<string | null>;
  declare answer: string;
  declare isFeatured: CreationOptional<boolean>;
  declare isActive: CreationOptional<boolean>;
  /** Within its category. */
  declare position: CreationOptional<number>;
  /** The complaint whose solution it was made of. */
  declare fromComplaintId: CreationOptional<number | null>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initFaq(sequelize: Sequelize): void {
  Faq.init(
    {
      id: idColumn,
      categoryId: DataTypes.INTEGER,
      ...orderedText('question', 'The question', 255),
      answer: {
        type: DataTypes.TEXT,
        allowNull: false,
        set(this: Faq, value: unknown) {
          const text = typeof value === 'string' ? tidy(value.replaceAll(/\r\n?/g, '\n')) : value;
          this.setDataValue('answer', text as string);
        },
        validate: {
          notNull: { msg: 'The answer is required.' },
          notEmpty: { msg: 'The answer is required.' },
          len: {
            args: [0, ANSWER_LENGTH],
            msg: `The answer has more than ${ANSWER_LENGTH.toLocaleString('en')} characters.`,
          },
          ...storable('The answer'),
        },
      },
      isFeatured: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      position: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      fromComplaintId: DataTypes.INTEGER,
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'faqs', modelName: 'Faq' },
  );
}
