import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';
import type { Complaint } from './complaint.ts';
import type { User } from './user.ts';

/** By which ways somebody hears of something. */
export const CHANNELS = ['portal', 'mail'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Where a notification stands: `waiting` for its time, in the next `digest`, `sending` by a process under a job's lease,
 * `sent`, `dead` as it cannot be delivered, or `dropped` as its recipient may not see any more what it tells.
 */
export const NOTIFICATION_STATES = ['waiting', 'digest', 'sending', 'sent', 'dead', 'dropped'] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

/** One piece of news for one recipient by one channel. */
export class Notification extends Model<
  InferAttributes<Notification>,
  InferCreationAttributes<Notification>
> {
  declare id: CreationOptional<number>;
  /** Null: an address of nobody in the portal. */
  declare recipientId: CreationOptional<number | null>;
  /** Where it goes instead of the address that the recipient has by then; once a mail is sent, where it went. */
  declare address: CreationOptional<string | null>;
  /** The event that it tells of; null: it follows from none. */
  declare eventId: CreationOptional<number | null>;
  declare complaintId: CreationOptional<number | null>;
  declare kind: string;
  declare channel: Channel;
  /** JSON: what its words need beyond the complaint. No secrets, no texts that rights guard. */
  declare details: string;
  /** Of two with the same key there is one. */
  declare dedupeKey: string;
  declare state: CreationOptional<NotificationState>;
  declare attempts: CreationOptional<number>;
  declare nextAttemptAt: CreationOptional<Date | null>;
  declare lastError: CreationOptional<string | null>;
  /** The notification whose mail carries this one as well. */
  declare carrierId: CreationOptional<number | null>;
  declare sentAt: CreationOptional<Date | null>;
  /** When its recipient saw it in the portal. */
  declare readAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare recipient?: NonAttribute<User | null>;
  declare complaint?: NonAttribute<Complaint | null>;
}

/** Binds the model to the database. */
export function initNotification(sequelize: Sequelize): void {
  Notification.init(
    {
      id: idColumn,
      recipientId: DataTypes.INTEGER,
      address: DataTypes.STRING(254),
      eventId: DataTypes.INTEGER,
      complaintId: DataTypes.INTEGER,
      kind: { type: DataTypes.STRING(64), allowNull: false },
      channel: { type: DataTypes.STRING(10), allowNull: false, validate: { isIn: [[...CHANNELS]] } },
      details: { type: DataTypes.TEXT, allowNull: false },
      dedupeKey: {
        type: DataTypes.STRING(191),
        allowNull: false,
        unique: 'notifications_dedupe_key_unique',
      },
      state: {
        type: DataTypes.STRING(10),
        allowNull: false,
        defaultValue: 'waiting',
        validate: { isIn: [[...NOTIFICATION_STATES]] },
      },
      attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      nextAttemptAt: DataTypes.DATE(3),
      lastError: DataTypes.STRING(500),
      carrierId: DataTypes.INTEGER,
      sentAt: DataTypes.DATE(3),
      readAt: DataTypes.DATE(3),
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'notifications', modelName: 'Notification' },
  );
}
