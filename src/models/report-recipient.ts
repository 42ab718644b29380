import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** Somebody who is told when a report was made by the clock, if they may see it by then. */
export class ReportRecipient extends Model<
  InferAttributes<ReportRecipient>,
  InferCreationAttributes<ReportRecipient>
> {
  declare reportId: number;
  declare userId: number;
}

/** Binds the model to the database. */
export function initReportRecipient(sequelize: Sequelize): void {
  ReportRecipient.init(
    {
      reportId: { type: DataTypes.INTEGER, primaryKey: true },
      userId: { type: DataTypes.INTEGER, primaryKey: true },
    },
    { sequelize, tableName: 'report_recipients', modelName: 'ReportRecipient', timestamps: false },
  );
}
