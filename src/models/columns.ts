import { DataTypes, type Model, type ModelAttributeColumnOptions } from 'sequelize';
import {
  foldedName,
  hasControls,
  notTaken,
  saysSomething,
  SORT_KEY_LENGTH,
  sortedName,
  sortKey,
  textKey,
  tidy,
} from './text.ts';

/** Columns that several models share, each with its rule and the text that says so. */

export const idColumn = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };

/** When something happened, to the millisecond; each column needs one of its own. */
export function momentColumn(): ModelAttributeColumnOptions {
  return { type: DataTypes.DATE(3), allowNull: false };
}

/** Counts the saves of a row, so that a form opened earlier is noticed. */
export const versionColumn = { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 };

function tidied(value: unknown): unknown {
  return typeof value === 'string' ? tidy(value) : value;
}

type Tidying = (value: unknown) => unknown;

function setTidy(attribute: string) {
  return function set(this: Model, value: unknown): void {
    this.setDataValue(attribute as never, tidied(value));
  };
}

/** Stores the text and, beside it, the key by which it is found and compared. */
function setFolded(attribute: string, tidying: Tidying) {
  return function set(this: Model, value: unknown): void {
    const stored = tidying(value);
    this.setDataValue(attribute as never, stored);
    // Compared first: rows may be loaded without their keys.
    if (!this.changed(attribute as never)) return;
    const key = typeof stored === 'string' ? textKey(stored) || null : null;
    this.setDataValue(foldedName(attribute) as never, key);
  };
}

/** An attribute with the key of its text beside it, in an attribute such as `nameFolded`. */
export type Folded<Attribute extends string> = Record<
  Attribute | `${Attribute}Folded`,
  ModelAttributeColumnOptions
>;

/** An attribute with what it is sorted by. */
export type Sorted<Attribute extends string> = Record<
  Attribute | `${Attribute}Sorted`,
  ModelAttributeColumnOptions
>;

/**
 * A column of text and the column of its key.
 *
 * @param length most characters of the text; a key has at most three times as many.
 * @param unique name and message of the index, where only one row may have the text.
 */
export function withKey<Attribute extends string>(
  attribute: Attribute,
  length: number,
  column: ModelAttributeColumnOptions,
  { unique, tidying = tidied }: { unique?: { name: string; msg: string }; tidying?: Tidying } = {},
): Folded<Attribute> {
  const checks = unique === undefined ? {} : { isFree: notTaken(attribute, unique.msg) };
  const folded = {
    type: DataTypes.STRING(length * 3),
    allowNull: true,
    ...(unique === undefined ? {} : { unique }),
  };
  return {
    [attribute]: {
      ...column,
      set: setFolded(attribute, tidying),
      validate: { ...column.validate, ...checks },
    },
    [foldedName(attribute)]: folded,
  } as Folded<Attribute>;
}

/**
 * What rows are sorted by in place of a text, beside it in an attribute such as `nameSorted` (`database/sort-key`); each
 * needs a column of its own.
 */
export function sortKeyColumn(): ModelAttributeColumnOptions {
  return { type: DataTypes.STRING(SORT_KEY_LENGTH), allowNull: true };
}

/** Columns of which one is a text by which lists are sorted, with the column of its key. */
export function inOrder<
  Attribute extends string,
  Columns extends Record<Attribute, ModelAttributeColumnOptions>,
>(attribute: Attribute, columns: Columns): Columns & Sorted<Attribute> {
  const column = columns[attribute];
  const set = function set(this: Model, value: unknown): void {
    column.set?.call(this, value);
    if (!this.changed(attribute as never)) return;
    const stored: unknown = this.getDataValue(attribute as never);
    const key = typeof stored === 'string' ? sortKey(stored) || null : null;
    this.setDataValue(sortedName(attribute) as never, key);
  };
  return {
    ...columns,
    [attribute]: { ...column, set },
    [sortedName(attribute)]: sortKeyColumn(),
  } as Columns & Sorted<Attribute>;
}

/** A validator that refuses control characters. */
export function storable(label: string) {
  return {
    isStorable(value: unknown): void {
      if (typeof value === 'string' && hasControls(value))
        throw new Error(`${label} has a character that cannot be stored.`);
    },
  };
}

/** Required text that is stored tidy; `label` begins the messages, `length` is in characters. */
export function requiredText(attribute: string, label: string, length: number): ModelAttributeColumnOptions {
  return {
    type: DataTypes.STRING(length),
    allowNull: false,
    set: setTidy(attribute),
    validate: {
      notNull: { msg: `${label} is required.` },
      isVisible(value: unknown) {
        if (!saysSomething(String(value))) throw new Error(`${label} is required.`);
      },
      len: { args: [0, length], msg: `${label} has more than ${length} characters.` },
      ...storable(label),
    },
  };
}

/** Text that may be empty and is stored as ''. */
export function plainText(attribute: string, label: string, length: number): ModelAttributeColumnOptions {
  return {
    type: DataTypes.STRING(length),
    allowNull: false,
    defaultValue: '',
    set(this: Model, value: unknown) {
      this.setDataValue(attribute as never, tidied(value ?? ''));
    },
    validate: {
      len: { args: [0, length], msg: `${label} has more than ${length} characters.` },
      ...storable(label),
    },
  };
}

/** Longer text that may be missing. */
export function optionalText(attribute: string, length: number): ModelAttributeColumnOptions {
  return {
    type: DataTypes.TEXT,
    allowNull: true,
    set: setTidy(attribute),
    validate: {
      len: { args: [0, length], msg: `This text has more than ${length} characters.` },
      ...storable('This text'),
    },
  };
}

/** Required text that only one row of `table` may have, with its key; `message` says that it is taken. */
export function uniqueText<Attribute extends string>(
  table: string,
  attribute: Attribute,
  label: string,
  length: number,
  message: string,
): Folded<Attribute> {
  const unique = { name: `${table}_${attribute}_folded_unique`, msg: message };
  return withKey(attribute, length, requiredText(attribute, label, length), { unique });
}

/** The unique `name` of a table's rows, with its keys; `noun` is what it names, such as `complaint type`. */
export function uniqueName(table: string, noun: string, length: number): Folded<'name'> & Sorted<'name'> {
  const message = `A ${noun} with this name already exists.`;
  return inOrder('name', uniqueText(table, 'name', 'The name', length, message));
}

/** Required text by which lists are sorted, with its key. */
export function orderedText<Attribute extends string>(
  attribute: Attribute,
  label: string,
  length: number,
): Sorted<Attribute> {
  const columns = { [attribute]: requiredText(attribute, label, length) };
  return inOrder(attribute, columns as Record<Attribute, ModelAttributeColumnOptions>);
}
