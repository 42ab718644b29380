import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** How far the daily figures are counted: one row, which whoever counts locks. */
export class FiguresState extends Model<
  InferAttributes<FiguresState>,
  InferCreationAttributes<FiguresState>
> {
  declare id: number;
  /** The days are those of this zone. */
  declare timeZone: string;
  /** The last day that was counted, such as 20260131. 0: none. */
  declare throughDay: number;
  /** The first day that was counted, as long as days before it are left: the newest are counted first. 0: none is left. */
  declare sinceDay: number;
  /** Days up to this one are counted anew, the newest first: what all of them hang on has changed. 0: none. */
  declare recountDay: number;
  /** Days that events up to this one changed are counted anew. */
  declare followedEventId: number;
  /** The newest event as this was looked at last, and when. */
  declare newestEventId: number;
  declare newestAt: Date | null;
  /** When the days were compared with the complaints last, and how many differed. */
  declare checkedAt: Date | null;
  declare mended: number;
}

// Each its own: Sequelize writes the column's name on it.
const number = () => ({ type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 });

/** Binds the model to the database. */
export function initFiguresState(sequelize: Sequelize): void {
  FiguresState.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      timeZone: { type: DataTypes.STRING(64), allowNull: false },
      throughDay: number(),
      sinceDay: number(),
      recountDay: number(),
      followedEventId: number(),
      newestEventId: number(),
      newestAt: DataTypes.DATE(3),
      checkedAt: DataTypes.DATE(3),
      mended: number(),
    },
    { sequelize, tableName: 'figures_state', modelName: 'FiguresState', timestamps: false },
  );
}
