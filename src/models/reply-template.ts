import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn, orderedText, storable, versionColumn } from './columns.ts';
import { REMARK_LENGTH } from './remark.ts';
import { tidy } from './text.ts';

/** What a template's text may name; each becomes what it stands for when it is inserted. */
export const PLACEHOLDERS = ['reporter', 'number', 'assignee'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A name in double braces. */
export const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

function unknown(name: string): string {
  return `“${name}” in double braces stands for nothing. There are ${PLACEHOLDERS.join(', ')}.`;
}

/** A text that is inserted into replies and notes: of its owner, or of nobody and shared. */
export class ReplyTemplate extends Model<
  InferAttributes<ReplyTemplate>,
  InferCreationAttributes<ReplyTemplate>
> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameSorted: CreationOptional<string | null>;
  declare text: string;
  /** Only offered for complaints of this type; null: for all. */
  declare typeId: CreationOptional<number | null>;
  declare ownerId: CreationOptional<number | null>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initReplyTemplate(sequelize: Sequelize): void {
  ReplyTemplate.init(
    {
      id: idColumn,
      ...orderedText('name', 'The name', 100),
      text: {
        type: DataTypes.TEXT,
        allowNull: false,
        set(this: ReplyTemplate, value: unknown) {
          const text = typeof value === 'string' ? tidy(value.replaceAll(/\r\n?/g, '\n')) : value;
          this.setDataValue('text', text as string);
        },
        validate: {
          notNull: { msg: 'The text is required.' },
          notEmpty: { msg: 'The text is required.' },
          len: { args: [0, REMARK_LENGTH], msg: 'The text has more than 10,000 characters.' },
          ...storable('The text'),
          isKnown(value: unknown) {
            for (const [, name = ''] of String(value).matchAll(PLACEHOLDER)) {
              if (!PLACEHOLDERS.some((known) => known === name)) throw new Error(unknown(name));
            }
          },
        },
      },
      typeId: { type: DataTypes.INTEGER, allowNull: true },
      ownerId: { type: DataTypes.INTEGER, allowNull: true },
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'reply_templates', modelName: 'ReplyTemplate' },
  );
}
