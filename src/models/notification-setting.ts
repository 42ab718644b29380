import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** When somebody is sent a mail: with each piece of news, once a day with all of it, or not. */
export const BY_MAIL = ['at_once', 'digest', 'none'] as const;
export type ByMail = (typeof BY_MAIL)[number];

/** Where somebody wants to hear of a kind of news, where that is not what the kind begins with. */
export class NotificationSetting extends Model<
  InferAttributes<NotificationSetting>,
  InferCreationAttributes<NotificationSetting>
> {
  declare userId: number;
  declare kind: string;
  declare inPortal: boolean;
  declare byMail: ByMail;
}

/** Binds the model to the database. */
export function initNotificationSetting(sequelize: Sequelize): void {
  NotificationSetting.init(
    {
      userId: { type: DataTypes.INTEGER, primaryKey: true },
      kind: { type: DataTypes.STRING(64), primaryKey: true },
      inPortal: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      byMail: {
        type: DataTypes.STRING(10),
        allowNull: false,
        defaultValue: 'at_once',
        validate: { isIn: [[...BY_MAIL]] },
      },
    },
    { sequelize, tableName: 'notification_settings', modelName: 'NotificationSetting', timestamps: false },
  );
}
