import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn } from './columns.ts';

/** What of closed complaints a rule removes. */
export const RETENTION_RULES = ['files', 'texts'] as const;
export type RetentionName = (typeof RETENTION_RULES)[number];

/** For how long something of closed complaints is kept. */
export class RetentionRule extends Model<
  InferAttributes<RetentionRule>,
  InferCreationAttributes<RetentionRule>
> {
  declare id: CreationOptional<number>;
  declare rule: RetentionName;
  /** Null: for good. */
  declare years: CreationOptional<number | null>;
  /** What it was tried with last, and when. */
  declare triedYears: CreationOptional<number | null>;
  declare triedAt: CreationOptional<Date | null>;
}

/** Binds the model to the database. */
export function initRetentionRule(sequelize: Sequelize): void {
  RetentionRule.init(
    {
      id: idColumn,
      rule: { type: DataTypes.STRING(16), allowNull: false, validate: { isIn: [[...RETENTION_RULES]] } },
      years: DataTypes.INTEGER,
      triedYears: DataTypes.INTEGER,
      triedAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'retention_rules', modelName: 'RetentionRule', timestamps: false },
  );
}
