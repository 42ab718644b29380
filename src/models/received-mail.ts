import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/**
 * What became of a mail: it did what its sender wanted (`done`), was `refused`, `ignored` as no person wrote it, or
 * `failed`, which somebody should look at.
 */
export const MAIL_OUTCOMES = ['done', 'refused', 'ignored', 'failed'] as const;
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

/** Most characters of a quoted text; with four bytes each it still fits a TEXT column. */
export const QUOTE_LENGTH = 15_000;

/** A mail that came in, so that it acts once. */
export class ReceivedMail extends Model<
  InferAttributes<ReceivedMail>,
  InferCreationAttributes<ReceivedMail>
> {
  declare id: CreationOptional<number>;
  /** Made of what tells one mail from another. */
  declare mailKey: string;
  /** The address that it says it is from; empty: none. */
  declare sender: string;
  declare subject: string;
  declare sizeBytes: number;
  declare outcome: MailOutcome;
  /** Why it did nothing; null: it did. */
  declare reason: string | null;
  /** Whose mail it was taken for. */
  declare personId: number | null;
  /** What it was about, or made. */
  declare complaintId: number | null;
  /** What it did. */
  declare eventId: number | null;
  /** Of what it said, without its numbers, by which a loop is known. */
  declare wordsHash: string | null;
  /** What stood below what it said. */
  declare quotedText: string | null;
  declare createdAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initReceivedMail(sequelize: Sequelize): void {
  ReceivedMail.init(
    {
      id: idColumn,
      mailKey: { type: DataTypes.STRING(64), allowNull: false, unique: 'received_mails_mail_key_unique' },
      sender: { type: DataTypes.STRING(254), allowNull: false },
      subject: { type: DataTypes.STRING(255), allowNull: false },
      sizeBytes: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      outcome: { type: DataTypes.STRING(10), allowNull: false, validate: { isIn: [[...MAIL_OUTCOMES]] } },
      reason: DataTypes.STRING(255),
      personId: DataTypes.INTEGER,
      complaintId: DataTypes.INTEGER,
      eventId: DataTypes.INTEGER,
      wordsHash: DataTypes.STRING(64),
      quotedText: DataTypes.TEXT,
      createdAt: momentColumn(),
    },
    { sequelize, tableName: 'received_mails', modelName: 'ReceivedMail', updatedAt: false },
  );
}
