import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** Where a job stands: `waiting` for its time, `running` under a lease, `done`, or `dead` after failing for too long. */
export const JOB_STATES = ['waiting', 'running', 'done', 'dead'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Most characters that are kept of what a job failed of. */
export const ERROR_LENGTH = 500;

/** Something that happens later, or by the clock; it stands here from the transaction on that causes it. */
export class Job extends Model<InferAttributes<Job>, InferCreationAttributes<Job>> {
  declare id: CreationOptional<number>;
  declare kind: string;
  /** Of two jobs with the same key there is one. */
  declare dedupeKey: CreationOptional<string | null>;
  /** JSON. */
  declare payload: string;
  declare state: CreationOptional<JobState>;
  /** Not before this moment. */
  declare runAt: Date;
  /** How often it was begun, without those times when it was told to stop. */
  declare attempts: CreationOptional<number>;
  /** Since when no attempt succeeded; null: none failed yet. */
  declare failingSince: CreationOptional<Date | null>;
  /** Proves that whoever ends the job is who began it. */
  declare lease: CreationOptional<string | null>;
  /** Whoever runs it is taken for gone after this moment. */
  declare leaseUntil: CreationOptional<Date | null>;
  declare lastError: CreationOptional<string | null>;
  declare endedAt: CreationOptional<Date | null>;
  declare createdAt: CreationOptional<Date>;
  declare updatedAt: CreationOptional<Date>;
}

/** Binds the model to the database. */
export function initJob(sequelize: Sequelize): void {
  Job.init(
    {
      id: idColumn,
      kind: { type: DataTypes.STRING(60), allowNull: false, validate: { len: [1, 60] } },
      dedupeKey: {
        type: DataTypes.STRING(191),
        unique: 'jobs_dedupe_key_unique',
        validate: { len: [1, 191] },
      },
      // What MySQL's column holds, whatever the characters.
      payload: { type: DataTypes.TEXT, allowNull: false, validate: { len: [2, 16_000] } },
      state: {
        type: DataTypes.STRING(10),
        allowNull: false,
        defaultValue: 'waiting',
        validate: { isIn: [[...JOB_STATES]] },
      },
      runAt: momentColumn(),
      attempts: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      failingSince: DataTypes.DATE(3),
      lease: DataTypes.STRING(36),
      leaseUntil: DataTypes.DATE(3),
      lastError: DataTypes.STRING(ERROR_LENGTH),
      endedAt: DataTypes.DATE(3),
      createdAt: momentColumn(),
      updatedAt: momentColumn(),
    },
    { sequelize, tableName: 'jobs', modelName: 'Job' },
  );
}
