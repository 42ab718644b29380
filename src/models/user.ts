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
import { idColumn, momentColumn, plainText, sortKeyColumn, versionColumn } from './columns.ts';
import { displayName } from './display-name.ts';
import type { Group } from './group.ts';
import { emailColumns, nameColumns, refuseNamesOfMany, SORT_KEYS, usernameColumns } from './user-columns.ts';
import { UserProfile } from './user-profile.ts';

export { displayName } from './display-name.ts';

/** The columns of a person that it takes to show their name. */
export const NAME_COLUMNS = ['id', 'username', 'firstName', 'lastName'];

/** A person who can sign in. The password's hash is loaded only by the scope `withPassword`. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare username: string;
  declare usernameFolded: CreationOptional<string>;
  /** What the username looks like, whatever script its letters are of. */
  declare usernameLook: CreationOptional<string>;
  declare usernameSorted: CreationOptional<string | null>;
  declare email: CreationOptional<string>;
  declare emailFolded: CreationOptional<string>;
  declare firstName: CreationOptional<string>;
  declare firstNameSorted: CreationOptional<string | null>;
  declare lastName: CreationOptional<string>;
  declare lastNameSorted: CreationOptional<string | null>;
  /** What they are sorted by as they are called: by `displayName`. */
  declare nameSorted: CreationOptional<string | null>;
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
    return Object.fromEntries(Object.entries(rest).filter(([name]) => !SORT_KEYS.includes(name)));
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

/** Binds the model to the database. */
export function initUser(sequelize: Sequelize): void {
  User.init(
    {
      id: idColumn,
      ...usernameColumns(),
      ...emailColumns(),
      ...nameColumns('firstName', { firstName: plainText('firstName', 'The first name', 150) }),
      ...nameColumns('lastName', { lastName: plainText('lastName', 'The last name', 150) }),
      nameSorted: sortKeyColumn(),
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
      defaultScope: { attributes: { exclude: ['passwordHash', 'sessionVersion', ...SORT_KEYS] } },
      scopes: { withPassword: {} },
      validate: { refuseSignIn },
      hooks: {
        beforeBulkCreate: (_users, options) => {
          options.individualHooks = true;
        },
        beforeBulkUpdate: refuseNamesOfMany,
        afterCreate: createProfile,
      },
    },
  );
}
