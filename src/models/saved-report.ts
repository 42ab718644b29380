import {
  DataTypes,
  Model,
  Op,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, inOrder, momentColumn, requiredText, versionColumn, withKey } from './columns.ts';
import { findAllSameText, otherThan } from './text.ts';

/** What a report's file can be. */
export const REPORT_FORMATS = ['csv', 'xlsx', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How often a report is made by the clock. */
export const REPORT_RHYTHMS = ['never', 'daily', 'weekly', 'monthly'] as const;
export type ReportRhythm = (typeof REPORT_RHYTHMS)[number];

/** A report under a name: what it is asked, and when it is made by itself. */
export class SavedReport extends Model<InferAttributes<SavedReport>, InferCreationAttributes<SavedReport>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare nameFolded: CreationOptional<string>;
  declare nameSorted: CreationOptional<string | null>;
  /** JSON: a named period or days, a step, and filters. */
  declare question: string;
  declare format: ReportFormat;
  declare every: ReportRhythm;
  /** When it is made next; null: when somebody asks. */
  declare nextAt: CreationOptional<Date | null>;
  declare version: CreationOptional<number>;
  /** Who saved it. */
  declare ownerId: CreationOptional<number | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

async function isFree(this: SavedReport, value: unknown): Promise<void> {
  if (typeof value !== 'string' || !this.changed('name')) return;
  const [other] = await findAllSameText(SavedReport, 'name', value, { [Op.and]: [otherThan(this.id)] });
  if (other !== undefined) throw new Error('There is a report with this name already.');
}

/** Binds the model to the database. */
export function initSavedReport(sequelize: Sequelize): void {
  const name = requiredText('name', 'The name', 100);
  SavedReport.init(
    {
      id: idColumn,
      ...inOrder('name', withKey('name', 100, { ...name, validate: { ...name.validate, isFree } })),
      question: { type: DataTypes.STRING(1000), allowNull: false },
      format: { type: DataTypes.STRING(4), allowNull: false },
      every: { type: DataTypes.STRING(10), allowNull: false },
      nextAt: DataTypes.DATE(3),
      version: versionColumn,
      ownerId: DataTypes.INTEGER,
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'saved_reports', modelName: 'SavedReport' },
  );
}
