import {
  DataTypes,
  Model,
  type CreateOptions,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type NonAttribute,
  type Sequelize,
} from 'sequelize';
import { idColumn, plainText, requiredText, versionColumn, withKey, momentColumn } from './columns.ts';
import type { Group } from './group.ts';
import { isOwnAddress } from './own-address.ts';
import { hasInvisible, lookOf, plainLetters, tidy } from './text.ts';
import { UserProfile } from './user-profile.ts';

const USERNAME = /^[\p{L}\p{M}\p{N}@.+_-]*$/u;
const TAKEN = 'A user with this username already exists.';

/** First and last name, or the username of somebody without either. */
export function displayName(person: {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly username: string;
}): string {
  return `${person.firstName ?? ''} ${person.lastName ?? ''}`.trim() || person.username;
}

/** The columns of a person that it takes to show their name. */
export const NAME_COLUMNS = ['id', 'username', 'firstName', 'lastName'];

/** A person who can sign in. The password's hash is loaded only by the scope `withPassword`. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare username: string;
  declare usernameFolded: CreationOptional<string>;
  /** What the username looks like, whatever script its letters are of. */
  declare usernameLook: CreationOptional<string>;
  declare email: CreationOptional<string>;
  declare emailFolded: CreationOptional<string>;
  declare firstName: CreationOptional<string>;
  declare lastName: CreationOptional<string>;
  declare passwordHash: CreationOptional<string>;
  declare isActive: CreationOptional<boolean>;
  declare isSuperuser: CreationOptional<boolean>;
  /** They were given their password by somebody else, and choose another before they do anything else. */
  declare mustChangePassword: CreationOptional<boolean>;
  /** A program, which acts by tokens alone and signs in nowhere. */
  declare isService: CreationOptional<boolean>;
  /** Whether complaints can be assigned to them, where their groups let them work on some. */
  declare takesWork: CreationOptional<boolean>;
  /** When their personal data was erased; null: it was not. */
  declare erasedAt: CreationOptional<Date | null>;
  declare lastLogin: CreationOptional<Date | null>;
  declare dateJoined: CreationOptional<Date>;
  /** Sessions carry the value they began with; raising it ends them all. */
  declare sessionVersion: CreationOptional<number>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;

  declare profile?: NonAttribute<UserProfile>;
  declare groups?: NonAttribute<Group[]>;

  /** First and last name, or the username of somebody without either. */
  get displayName(): NonAttribute<string> {
    return displayName(this);
  }

  override toJSON(): object {
    const {
      passwordHash: _hash,
      sessionVersion: _version,
      usernameFolded: _username,
      usernameLook: _look,
      emailFolded: _email,
      ...rest
    } = super.toJSON<InferAttributes<User>>();
    return rest;
  }
}

/** Whatever writes a program's row: nothing by which anybody could sign in as it, and no right beyond its groups'. */
function refuseSignIn(this: User): void {
  if (this.isService !== true) return;
  if (this.isSuperuser || [this.email, this.passwordHash].some((text) => (text ?? '') !== ''))
    throw new Error('A program has no password, no e-mail address and no rights beyond its groups.');
}

async function createProfile(user: User, options: CreateOptions): Promise<void> {
  await UserProfile.create({ userId: user.id }, { transaction: options.transaction ?? null });
}

function usernameColumns() {
  const column = requiredText('username', 'The username', 150);
  const validate = {
    ...column.validate,
    isPlain(value: unknown) {
      if (!USERNAME.test(String(value)) || hasInvisible(String(value))) {
        throw new Error('The username may have letters, digits and @ . + - _ only.');
      }
    },
  };
  const keyed = withKey(
    'username',
    150,
    { ...column, validate },
    {
      unique: { name: 'users_username_folded_unique', msg: TAKEN },
      tidying: (value) => (typeof value === 'string' ? tidy(plainLetters(value)) : value),
    },
  );
  const username = {
    ...keyed.username,
    set(this: User, value: unknown) {
      keyed.username.set?.call(this, value);
      if (this.changed('username')) this.setDataValue('usernameLook', lookOf(this.username));
    },
  };
  return { ...keyed, username, usernameLook: DataTypes.STRING(450) };
}

function emailColumns() {
  const column = plainText('email', 'The e-mail address', 254);
  const validate = {
    ...column.validate,
    looksRight(value: unknown) {
      if (value !== '' && !isOwnAddress(String(value))) throw new Error('This is not an e-mail address.');
    },
  };
  const tidying = (value: unknown) => (typeof value === 'string' ? tidy(value) : (value ?? ''));
  return withKey('email', 254, { ...column, validate }, { tidying });
}

/** Binds the model to the database. */
export function initUser(sequelize: Sequelize): void {
  User.init(
    {
      id: idColumn,
      ...usernameColumns(),
      ...emailColumns(),
      firstName: plainText('firstName', 'The first name', 150),
      lastName: plainText('lastName', 'The last name', 150),
      passwordHash: { type: DataTypes.STRING(100), allowNull: false, defaultValue: '' },
      isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      isSuperuser: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      mustChangePassword: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      isService: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      takesWork: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      erasedAt: DataTypes.DATE(3),
      lastLogin: DataTypes.DATE(3),
      dateJoined: { type: DataTypes.DATE(3), allowNull: false, defaultValue: DataTypes.NOW },
      sessionVersion: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    {
      sequelize,
      tableName: 'users',
      modelName: 'User',
      defaultScope: { attributes: { exclude: ['passwordHash', 'sessionVersion'] } },
      scopes: { withPassword: {} },
      validate: { refuseSignIn },
      hooks: {
        beforeBulkCreate: (_users, options) => {
          options.individualHooks = true;
        },
        afterCreate: createProfile,
      },
    },
  );
}
