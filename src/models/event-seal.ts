import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import { idColumn, momentColumn } from './columns.ts';

/** What a row of the chain is: its newest end, a seal on events, or the remainder of events that were cut. */
export const SEAL_KINDS = ['head', 'events', 'cut'] as const;

/** One link of the chain that proves the journal. */
export class EventSeal extends Model<InferAttributes<EventSeal>, InferCreationAttributes<EventSeal>> {
  declare id: CreationOptional<number>;
  /** From 1 on without gaps; the head has 0. */
  declare sequence: number;
  declare kind: (typeof SEAL_KINDS)[number];
  /** Of the head: the last event that is older than marks. */
  declare firstEventId: number;
  /** Of the head: the last event that any seal has. */
  declare lastEventId: number;
  /** Of the head: the number of the newest seal. */
  declare eventCount: number;
  /** The hash of the seal before; no two seals have the same one before them. */
  declare previousHash: string;
  declare hash: string;
  /** JSON: `[id, digest]` of each event. */
  declare members: string;
  declare sealedAt: Date;
  /** With which key it was made, by its name; null: of a time when there was one alone. Proves nothing. */
  declare keyId: CreationOptional<string | null>;
  /** Its hashes by former keys, the latest first; null: the key was never changed. */
  declare formerHashes: CreationOptional<string | null>;
}

/** Binds the model to the database. */
export function initEventSeal(sequelize: Sequelize): void {
  EventSeal.init(
    {
      id: idColumn,
      sequence: { type: DataTypes.INTEGER, allowNull: false },
      kind: { type: DataTypes.STRING(8), allowNull: false },
      firstEventId: { type: DataTypes.INTEGER, allowNull: false },
      lastEventId: { type: DataTypes.INTEGER, allowNull: false },
      eventCount: { type: DataTypes.INTEGER, allowNull: false },
      previousHash: { type: DataTypes.STRING(64), allowNull: false },
      hash: { type: DataTypes.STRING(64), allowNull: false },
      members: { type: DataTypes.TEXT('medium'), allowNull: false },
      sealedAt: momentColumn(),
      keyId: DataTypes.STRING(12),
      formerHashes: DataTypes.TEXT,
    },
    { sequelize, tableName: 'event_seals', modelName: 'EventSeal', timestamps: false },
  );
}
