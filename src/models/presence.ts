import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** A complaint's page that somebody has open; its browser says so again and again. */
export class Presence extends Model<InferAttributes<Presence>, InferCreationAttributes<Presence>> {
  /** Drawn by the page. */
  declare page: string;
  declare complaintId: number;
  declare userId: number;
  /** Somebody is typing until then. */
  declare writesUntil: CreationOptional<Date | null>;
  declare expires: Date;
}

/** Binds the model to the database. */
export function initPresence(sequelize: Sequelize): void {
  Presence.init(
    {
      page: { type: DataTypes.STRING(36), primaryKey: true },
      complaintId: { type: DataTypes.INTEGER, allowNull: false },
      userId: { type: DataTypes.INTEGER, allowNull: false },
      writesUntil: DataTypes.DATE(3),
      expires: { type: DataTypes.DATE(3), allowNull: false },
    },
    { sequelize, tableName: 'presences', modelName: 'Presence', timestamps: false },
  );
}
