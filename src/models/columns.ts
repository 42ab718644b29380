import { DataTypes, type Model, type ModelAttributeColumnOptions } from 'sequelize';
import { notTaken, tidy } from './text.ts';

/** Columns that several models share, each with its rule and the text that says so. */

export const idColumn = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };

/** Counts the saves of a row, so that a form opened earlier is noticed. */
export const versionColumn = { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 };

function tidied(value: unknown): unknown {
  return typeof value === 'string' ? tidy(value) : value;
}

function setTidy(attribute: string) {
  return function set(this: Model, value: unknown): void {
    this.setDataValue(attribute as never, tidied(value));
  };
}

/** A validator that refuses control characters, which no engine stores or finds again alike; line breaks and tabs are text. */
export function storable(label: string) {
  return {
    isStorable(value: unknown): void {
      // eslint-disable-next-line no-control-regex -- these are what is looked for
      if (typeof value === 'string' && /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value)) {
        throw new Error(`${label} has a character that cannot be stored.`);
      }
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
      notEmpty: { msg: `${label} is required.` },
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

/** Required text that only one row of `table` may have; `message` says that it is taken. */
export function uniqueText(
  table: string,
  attribute: string,
  label: string,
  length: number,
  message: string,
): ModelAttributeColumnOptions {
  const column = requiredText(attribute, label, length);
  return {
    ...column,
    unique: { name: `${table}_${attribute}_unique`, msg: message },
    validate: { ...column.validate, isFree: notTaken(attribute, message) },
  };
}

/** The unique `name` of a table's rows; `noun` is what it names, such as `complaint type`. */
export function uniqueName(table: string, noun: string, length: number): ModelAttributeColumnOptions {
  return uniqueText(table, 'name', 'The name', length, `A ${noun} with this name already exists.`);
}
