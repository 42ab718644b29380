import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** What is counted of each day, by the names of the columns. */
export const COUNTED = [
  'filed',
  'ended',
  'reopened',
  'answered',
  'answered_due',
  'answered_in_time',
  'resolved',
  'resolved_due',
  'resolved_in_time',
  'stars1',
  'stars2',
  'stars3',
  'stars4',
  'stars5',
] as const;
export type Counted = (typeof COUNTED)[number];

/**
 * What happened on one day, or in one month, to the complaints of a department, a type or an engineer. It is made from
 * their rows and is written without models, as a whole day.
 */
export class DailyFigure extends Model<InferAttributes<DailyFigure>, InferCreationAttributes<DailyFigure>> {
  /** Which of department (1), type (2) and engineer (4) are told apart. */
  declare level: number;
  /** Such as 20260131; a month is 202601. */
  declare day: number;
  /** 0: none, or all where they are not told apart. */
  declare departmentId: number;
  declare typeId: number;
  declare engineerId: number;
  /** Working minutes to two digits and how often each, such as `45:3 120:1`. */
  declare answerTimes: string;
  declare resolveTimes: string;
}

// Each its own: Sequelize writes the column's name on it.
const part = () => ({ type: DataTypes.INTEGER, allowNull: false, primaryKey: true });
const number = { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 };
const times = () => ({ type: DataTypes.TEXT, allowNull: false });

/** Binds the model to the database. */
export function initDailyFigure(sequelize: Sequelize): void {
  DailyFigure.init(
    {
      level: part(),
      day: part(),
      departmentId: part(),
      typeId: part(),
      engineerId: part(),
      answerTimes: times(),
      resolveTimes: times(),
      ...Object.fromEntries(COUNTED.map((name) => [name, { ...number, field: name }])),
    },
    { sequelize, tableName: 'daily_figures', modelName: 'DailyFigure', timestamps: false },
  );
}
