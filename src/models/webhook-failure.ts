import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** That nobody takes what a webhook tells, and since when. */
export class WebhookFailure extends Model<
  InferAttributes<WebhookFailure>,
  InferCreationAttributes<WebhookFailure>
> {
  declare webhookId: number;
  declare since: Date;
  /** As it was the last time. */
  declare reason: string;
}

/** Binds the model to the database. */
export function initWebhookFailure(sequelize: Sequelize): void {
  WebhookFailure.init(
    {
      webhookId: { type: DataTypes.INTEGER, primaryKey: true },
      since: { type: DataTypes.DATE(3), allowNull: false },
      reason: { type: DataTypes.STRING(500), allowNull: false },
    },
    { sequelize, tableName: 'webhook_failures', modelName: 'WebhookFailure', timestamps: false },
  );
}
