import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn, orderedText, versionColumn } from './columns.ts';

/** A day on which a calendar is shut. */
export class Holiday extends Model<InferAttributes<Holiday>, InferCreationAttributes<Holiday>> {
  declare id: CreationOptional<number>;
  declare calendarId: number;
  /** Such as 2026-12-25: a day of the calendar's zone, and no moment. */
  declare date: string;
  declare name: string;
  declare nameSorted: CreationOptional<string | null>;
  declare version: CreationOptional<number>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

const NO_DATE = 'Enter a date such as 2026-12-25.';

function requireDate(value: unknown): void {
  const text = String(value);
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(text)) throw new Error(NO_DATE);
}

async function requireFree(this: Holiday): Promise<void> {
  if (!this.changed('date') && !this.changed('calendarId')) return;
  const { calendarId, date } = this;
  const other = await Holiday.findOne({ attributes: ['id'], where: { calendarId, date } });
  if (other !== null && other.id !== this.id)
    throw new Error('This day is a holiday of the calendar already.');
}

/** Binds the model to the database. */
export function initHoliday(sequelize: Sequelize): void {
  Holiday.init(
    {
      id: idColumn,
      calendarId: {
        type: DataTypes.INTEGER,
        allowNull: false,
        validate: { notNull: { msg: 'Choose a calendar.' } },
      },
      date: {
        type: DataTypes.STRING(10),
        allowNull: false,
        validate: { notNull: { msg: NO_DATE }, isDay: requireDate, isFree: requireFree },
      },
      ...orderedText('name', 'The name', 100),
      version: versionColumn,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    {
      sequelize,
      tableName: 'holidays',
      modelName: 'Holiday',
      indexes: [{ name: 'holidays_calendar_date_unique', unique: true, fields: ['calendar_id', 'date'] }],
    },
  );
}
