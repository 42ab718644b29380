import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A hand-over of the main portal that somebody signed in by: its key lets nobody do so twice. */
export class UsedHandover extends Model<
  InferAttributes<UsedHandover>,
  InferCreationAttributes<UsedHandover>
> {
  /** Of the id that the main portal gave it. */
  declare idHash: string;
  /** When it is too old for everybody. */
  declare expires: Date;
}

/** Binds the model to the database. */
export function initUsedHandover(sequelize: Sequelize): void {
  UsedHandover.init(
    {
      idHash: { type: DataTypes.STRING(64), primaryKey: true },
      expires: { type: DataTypes.DATE(3), allowNull: false },
    },
    { sequelize, tableName: 'used_handovers', modelName: 'UsedHandover', timestamps: false },
  );
}
