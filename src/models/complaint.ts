import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { idColumn, plainText, requiredText, versionColumn, momentColumn } from './columns.ts';
import type { ComplaintType } from './complaint-type.ts';
import type { Status } from './status.ts';
import type { User } from './user.ts';

/** How pressing a complaint is, the least first. */
export const URGENCIES = ['low', 'medium', 'high', 'critical'] as const;
export type Urgency = (typeof URGENCIES)[number];
/** Longest description, in characters; with four bytes each it still fits a TEXT column. */
export const DESCRIPTION_LENGTH = 10_000;

/** An IT problem that somebody reported. Status, assignee and resolution are written by use cases alone. */
export class Complaint extends Model<InferAttributes<Complaint>, InferCreationAttributes<Complaint>> {
  declare id: CreationOptional<number>;
  declare reporterId: number;
  declare typeId: number;
  declare statusId: number;
  declare assigneeId: CreationOptional<number | null>;
  declare title: string;
  declare description: string;
  declare urgency: CreationOptional<Urgency>;
  declare location: CreationOptional<string>;
  declare contactNumber: CreationOptional<string>;
  declare resolvedAt: CreationOptional<Date | null>;
  declare closedAt: CreationOptional<Date | null>;
  declare reopenCount: CreationOptional<number>;
  /** Drawn with the form; a form sent twice files once. */
  declare submissionKey: CreationOptional<string | null>;
  /** The closed complaint that this one continues. */
  declare followUpOfId: CreationOptional<number | null>;
  /** The complaint in which this one goes on, which said the same. */
  declare mergedIntoId: CreationOptional<number | null>;
  /** When the reporter last opened the conversation. */
  declare reporterSeenAt: CreationOptional<Date | null>;
  /** The newest event that was in it then. */
  declare reporterSeenEventId: CreationOptional<number | null>;
  /** Since when its reporter can answer the solution, where that is later than it: it came from the old portal. */
  declare answerAwaitedSince: CreationOptional<Date | null>;
  /** When anybody last did or said something; lists are in this order. */
  declare lastActivityAt: CreationOptional<Date>;
  /** When staff first replied. */
  declare firstRespondedAt: CreationOptional<Date | null>;
  /** Until when staff are to reply; null: no target says so. */
  declare firstResponseDueAt: CreationOptional<Date | null>;
  /** Until when it is to be resolved; null: no target says so, or the clock stands. Of what is resolved, until when it was. */
  declare resolutionDueAt: CreationOptional<Date | null>;
  /** What of it is due next, while the clock runs; where there is no target, when it has been open for too long. */
  declare dueAt: CreationOptional<Date | null>;
  /** When those who work on it are to be told next that something is late or soon will be. */
  declare alarmAt: CreationOptional<Date | null>;
  /** Since when the clock runs; null: it stands. */
  declare clockSince: CreationOptional<Date | null>;
  /** Working seconds that it ran before; null: there is no target. */
  declare clockSeconds: CreationOptional<number | null>;
  /** Of the first response: 0 nothing was told, 1 a warning, 2 that it is late. */
  declare responseTold: CreationOptional<number>;
  /** Of the resolution, likewise. */
  declare resolutionTold: CreationOptional<number>;
  /** When a rule removed its texts, those of its remarks among them; null: it did not. */
  declare textsRemovedAt: CreationOptional<Date | null>;
  /** The same of its files; others may have come since. */
  declare filesRemovedAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare reporter?: NonAttribute<User>;
  declare assignee?: NonAttribute<User | null>;
  declare type?: NonAttribute<ComplaintType>;
  declare status?: NonAttribute<Status>;
}

/** Binds the model to the database. */
export function initComplaint(sequelize: Sequelize): void {
  Complaint.init(
    {
      id: idColumn,
      reporterId: { type: DataTypes.INTEGER, allowNull: false },
      typeId: { type: DataTypes.INTEGER, allowNull: false },
      statusId: { type: DataTypes.INTEGER, allowNull: false },
      assigneeId: DataTypes.INTEGER,
      title: requiredText('title', 'The title', 255),
      description: {
        ...requiredText('description', 'The description', DESCRIPTION_LENGTH),
        type: DataTypes.TEXT,
      },
      urgency: {
        type: DataTypes.STRING(10),
        allowNull: false,
        defaultValue: 'medium',
        validate: { isIn: { args: [[...URGENCIES]], msg: `The urgency is one of ${URGENCIES.join(', ')}.` } },
      },
      location: plainText('location', 'The location', 255),
      contactNumber: plainText('contactNumber', 'The contact number', 20),
      resolvedAt: DataTypes.DATE(3),
      closedAt: DataTypes.DATE(3),
      reopenCount: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      submissionKey: DataTypes.STRING(64),
      followUpOfId: DataTypes.INTEGER,
      mergedIntoId: DataTypes.INTEGER,
      reporterSeenAt: DataTypes.DATE(3),
      reporterSeenEventId: DataTypes.INTEGER,
      answerAwaitedSince: DataTypes.DATE(3),
      lastActivityAt: { type: DataTypes.DATE(3), allowNull: false, defaultValue: DataTypes.NOW },
      firstRespondedAt: DataTypes.DATE(3),
      firstResponseDueAt: DataTypes.DATE(3),
      resolutionDueAt: DataTypes.DATE(3),
      dueAt: DataTypes.DATE(3),
      alarmAt: DataTypes.DATE(3),
      clockSince: DataTypes.DATE(3),
      clockSeconds: DataTypes.INTEGER,
      responseTold: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      resolutionTold: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      textsRemovedAt: DataTypes.DATE(3),
      filesRemovedAt: DataTypes.DATE(3),
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'complaints', modelName: 'Complaint' },
  );
}
