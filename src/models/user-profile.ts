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
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'user_profiles', modelName: 'UserProfile' },
  );
}
