import { DataTypes, type InferAttributes, type ModelAttributeColumnOptions } from 'sequelize';
import { inOrder, plainText, requiredText, withKey, type Sorted } from './columns.ts';
import { displayName } from './display-name.ts';
import { isOwnAddress } from './own-address.ts';
import { hasInvisible, lookOf, plainLetters, sortKey, tidy } from './text.ts';
import type { User } from './user.ts';

const USERNAME = /^[\p{L}\p{M}\p{N}@.+_-]*$/u;
const TAKEN = 'A user with this username already exists.';

/** What the order of people is made of. */
const NAMES = ['username', 'firstName', 'lastName'] as const;
/** Keys that rows are sorted by; whoever needs one asks for it. */
export const SORT_KEYS = ['usernameSorted', 'firstNameSorted', 'lastNameSorted', 'nameSorted'];

/** A name of theirs, which changes by what they are sorted. */
export function nameColumns<
  Attribute extends (typeof NAMES)[number],
  Columns extends Record<Attribute, ModelAttributeColumnOptions>,
>(attribute: Attribute, columns: Columns): Columns & Sorted<Attribute> {
  const sorted = inOrder(attribute, columns);
  const column = sorted[attribute];
  const set = function set(this: User, value: unknown): void {
    column.set?.call(this, value);
    if (!this.changed(attribute)) return;
    if (!this.isNewRecord && NAMES.some((name) => this.getDataValue(name) === undefined))
      throw new Error('Whoever changes a name of somebody loads all of them.');
    const { username = '', firstName, lastName } = this.dataValues as Partial<InferAttributes<User>>;
    const called = displayName({ username, firstName: firstName ?? '', lastName: lastName ?? '' });
    this.setDataValue('nameSorted', sortKey(called));
  };
  return { ...sorted, [attribute]: { ...column, set } };
}

/** The order of somebody is made of all their names, which a statement for many does not have. */
export function refuseNamesOfMany(options: object): void {
  const { attributes = {} } = options as { readonly attributes?: object };
  if (NAMES.some((name) => name in attributes)) throw new Error('Names are changed person by person.');
}

/** Their username, with what it is found and sorted by. */
export function usernameColumns() {
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
  return { ...nameColumns('username', { ...keyed, username }), usernameLook: DataTypes.STRING(450) };
}

/** Their e-mail address, with what it is found by. */
export function emailColumns() {
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
