import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { momentColumn, idColumn, uniqueName, versionColumn } from './columns.ts';
import { readHours, writeHours } from './weekly-hours.ts';

/** Working days as they are in most places, Monday first. */
export const USUAL_HOURS = JSON.stringify([...Array<string>(5).fill('09:00-18:00'), '', '']);

/** When work is done: the hours of a week, in a time zone. */
export class Calendar extends Model<InferAttributes<Calendar>, InferCreationAttributes<Calendar>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameFolded: CreationOptional<string>;
  declare nameSorted: CreationOptional<string | null>;
  /** The IANA name of the zone in which the hours are meant. */
  declare timeZone: string;
  /** JSON of seven texts such as `09:00-13:00, 14:00-18:00`, Monday first. */
  declare hours: CreationOptional<string>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

function requireZone(value: unknown): void {
  try {
    new Date().toLocaleString('en', { timeZone: String(value) });
  } catch {
    throw new Error('Choose a time zone such as Asia/Kolkata.');
  }
}

function requireHours(value: unknown): void {
  if (readHours(String(value)).every((day) => day.length === 0))
    throw new Error('Enter hours for one day at least.');
}

/** As they are always written; what cannot be read is refused later, where it is told. */
function tidyHours(value: unknown): string {
  try {
    return writeHours(readHours(String(value)));
  } catch {
    return String(value);
  }
}

/** Binds the model to the database. */
export function initCalendar(sequelize: Sequelize): void {
  Calendar.init(
    {
      id: idColumn,
      ...uniqueName('calendars', 'calendar', 100),
      timeZone: {
        type: DataTypes.STRING(64),
        allowNull: false,
        validate: {
          notNull: { msg: 'The time zone is required.' },
          len: { args: [1, 64], msg: 'Choose a time zone such as Asia/Kolkata.' },
          isZone: requireZone,
        },
      },
      hours: {
        type: DataTypes.STRING(1000),
        allowNull: false,
        defaultValue: USUAL_HOURS,
        set(this: Calendar, value: unknown) {
          this.setDataValue('hours', tidyHours(value));
        },
        validate: {
          notNull: { msg: 'The hours are required.' },
          len: { args: [0, 1000], msg: 'These are too many hours.' },
          isWeek: requireHours,
        },
      },
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'calendars', modelName: 'Calendar' },
  );
}
