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
 * Where a delivery stands: `waiting` for its time, `sending` by a process, `done`, `dead` as nobody took it, or `dropped` as
 * it is not for its webhook.
 */
export const DELIVERY_STATES = ['waiting', 'sending', 'done', 'dead', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What one webhook is told of one event, and what became of it. */
export class WebhookDelivery extends Model<
  InferAttributes<WebhookDelivery>,
  InferCreationAttributes<WebhookDelivery>
> {
  declare id: CreationOptional<number>;
  declare webhookId: number;
  /** The event may be cut from the journal before it is told. */
  declare eventId: number | null;
  declare eventName: string;
  /** The same at each attempt, so that a receiver knows again what it was told before. */
  declare messageId: string;
  declare state: CreationOptional<DeliveryState>;
  declare attempts: CreationOptional<number>;
  declare nextAttemptAt: CreationOptional<Date | null>;
  /** What was answered last: the number, and the beginning of the text. */
  declare status: CreationOptional<number | null>;
  declare answer: CreationOptional<string | null>;
  declare lastError: CreationOptional<string | null>;
  declare endedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initWebhookDelivery(sequelize: Sequelize): void {
  WebhookDelivery.init(
    {
      id: idColumn,
      webhookId: { type: DataTypes.INTEGER, allowNull: false },
      eventId: DataTypes.INTEGER,
      eventName: { type: DataTypes.STRING(64), allowNull: false },
      messageId: { type: DataTypes.STRING(64), allowNull: false },
      state: {
        type: DataTypes.STRING(10),
        allowNull: false,
        defaultValue: 'waiting',
        validate: { isIn: [[...DELIVERY_STATES]] },
      },
      attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      nextAttemptAt: DataTypes.DATE(3),
      status: DataTypes.INTEGER,
      answer: DataTypes.TEXT,
      lastError: DataTypes.STRING(500),
      endedAt: DataTypes.DATE(3),
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'webhook_deliveries', modelName: 'WebhookDelivery' },
  );
}
