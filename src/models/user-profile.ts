import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { idColumn, plainText, storable, versionColumn, withKey, momentColumn } from './columns.ts';
import type { Department } from './department.ts';
import { textKey, tidy, visible } from './text.ts';

/** Said at the field when a main portal ID belongs to somebody else. */
export const PORTAL_ID_TAKEN = 'A user with this main portal ID already exists.';

/** What the portal knows of a person beyond the sign-in; every user has exactly one. */
export class UserProfile extends Model<InferAttributes<UserProfile>, InferCreationAttributes<UserProfile>> {
  declare id: CreationOptional<number>;
  declare userId: number;
  declare departmentId: CreationOptional<number | null>;
  declare phoneNumber: CreationOptional<string>;
  declare mainPortalId: CreationOptional<string | null>;
  declare mainPortalIdFolded: CreationOptional<string | null>;
  declare emailNotifications: CreationOptional<boolean>;
  /** The hour of the day, of the portal's time zone, at which the news of a day are sent in one mail. */
  declare digestHour: CreationOptional<number>;
  /** The last day on which they are away, as YYYY-MM-DD; nothing is assigned to them by rules until then. */
  declare awayUntil: CreationOptional<string | null>;
  /** When they were last given a complaint. */
  declare givenWorkAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare department?: NonAttribute<Department | null>;
}

/** A main portal ID as it is stored: without characters that nobody sees, and null where nothing is left. */
export function portalIdFrom(value: string): string | null {
  return textKey(value) === '' ? null : tidy(visible(value));
}

function portalIdColumns() {
  return withKey(
    'mainPortalId',
    100,
    {
      type: DataTypes.STRING(100),
      allowNull: true,
      validate: {
        len: { args: [0, 100], msg: 'The main portal ID has more than 100 characters.' },
        ...storable('The main portal ID'),
      },
    },
    {
      unique: { name: 'user_profiles_main_portal_id_folded_unique', msg: PORTAL_ID_TAKEN },
      // NULL is what a unique index lets stand any number of times.
      tidying: (value) => (typeof value === 'string' ? portalIdFrom(value) : null),
    },
  );
}

/** Said of a text that is no day. */
export const NO_DAY = 'This is no day. Write it as 2030-12-31.';

/** Whether this is a day of this century, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const moment = Date.parse(`${text}T00:00:00Z`);
  // A day that no month has is another one, or none.
  const isWritten = /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(moment);
  return isWritten && new Date(moment).toISOString().startsWith(text);
}

/** Binds the model to the database. */
export function initUserProfile(sequelize: Sequelize): void {
  UserProfile.init(
    {
      id: idColumn,
      userId: {
        type: DataTypes.INTEGER,
        allowNull: false,
        unique: { name: 'user_profiles_user_id_unique', msg: 'This user has a profile already.' },
      },
      departmentId: DataTypes.INTEGER,
      phoneNumber: plainText('phoneNumber', 'The phone number', 20),
      ...portalIdColumns(),
      emailNotifications: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      digestHour: {
        type: DataTypes.INTEGER,
        allowNull: false,
        defaultValue: 8,
        validate: { isInt: true, min: 0, max: 23 },
      },
      awayUntil: {
        type: DataTypes.STRING(10),
        set(this: UserProfile, value: unknown) {
          this.setDataValue('awayUntil', value === '' ? null : (value as string | null));
        },
        validate: {
          isDay(value: unknown) {
            if (!isDay(String(value))) throw new Error(NO_DAY);
          },
        },
      },
      givenWorkAt: DataTypes.DATE(3),
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'user_profiles', modelName: 'UserProfile' },
  );
}
