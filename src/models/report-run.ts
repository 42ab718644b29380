import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';
import type { ReportFormat } from './saved-report.ts';

/** How far a file is. */
export type ReportRunState = 'waiting' | 'running' | 'done' | 'failed';

/** One time that a report is made, with its file. */
export class ReportRun extends Model<InferAttributes<ReportRun>, InferCreationAttributes<ReportRun>> {
  declare id: CreationOptional<number>;
  /** Null: it is not kept any more. */
  declare reportId: number | null;
  /** As the report was called and asked then. */
  declare name: string;
  declare question: string;
  declare format: ReportFormat;
  /** Null: by the clock, or whoever asked is gone. */
  declare askerId: number | null;
  declare isByClock: CreationOptional<boolean>;
  /** For when the clock was to have it made: it is of the days until then. Null: for when somebody asked. */
  declare meantAt: CreationOptional<Date | null>;
  declare state: CreationOptional<ReportRunState>;
  /** From 0 to 100. */
  declare progress: CreationOptional<number>;
  /** Where its file lies. */
  declare storageKey: CreationOptional<string | null>;
  declare fileName: CreationOptional<string>;
  declare contentType: CreationOptional<string>;
  declare sizeBytes: CreationOptional<number | null>;
  /** Why there is no file. */
  declare reason: CreationOptional<string>;
  declare endedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initReportRun(sequelize: Sequelize): void {
  ReportRun.init(
    {
      id: idColumn,
      reportId: DataTypes.INTEGER,
      name: { type: DataTypes.STRING(100), allowNull: false },
      question: { type: DataTypes.STRING(1000), allowNull: false },
      format: { type: DataTypes.STRING(4), allowNull: false },
      askerId: DataTypes.INTEGER,
      isByClock: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      meantAt: DataTypes.DATE(3),
      state: { type: DataTypes.STRING(10), allowNull: false, defaultValue: 'waiting' },
      progress: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      storageKey: DataTypes.STRING(64),
      fileName: { type: DataTypes.STRING(255), allowNull: false, defaultValue: '' },
      contentType: { type: DataTypes.STRING(100), allowNull: false, defaultValue: '' },
      sizeBytes: DataTypes.INTEGER,
      reason: { type: DataTypes.STRING(500), allowNull: false, defaultValue: '' },
      endedAt: DataTypes.DATE(3),
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'report_runs', modelName: 'ReportRun' },
  );
}
