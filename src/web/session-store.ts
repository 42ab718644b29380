import { callbackify } from 'node:util';
import connectSessionSequelize from 'connect-session-sequelize';
import session, { type SessionData } from 'express-session';
import { Op, type ModelStatic, type Model, type Sequelize } from 'sequelize';
import { inTransaction } from '../database/transaction.ts';

/** A session ends this long after its last use, in milliseconds. */
export const IDLE_MS = 8 * 60 * 60 * 1000;
/** A session ends this long after the sign-in, however much it is used. */
export const LIFE_MS = 7 * 24 * 60 * 60 * 1000;

const SequelizeStore = connectSessionSequelize(session.Store);

type Done = (error?: unknown) => void;

const ignore: Done = () => undefined;

function expiryOf(data: SessionData): Date {
  return new Date(Math.min(Date.now() + IDLE_MS, data.startedAt + LIFE_MS));
}

/** Sessions in the table `sessions`. What ended stays ended: expired rows are not read, deleted ones not brought back. */
export class SessionStore extends SequelizeStore {
  readonly #model: ModelStatic<Model>;

  constructor(database: Sequelize) {
    super({
      db: database,
      table: 'Session',
      extendDefaultFields: (defaults, data: SessionData) => ({
        ...defaults,
        userId: data.userId,
        expires: expiryOf(data),
      }),
    });
    this.#model = database.model('Session');
  }

  override get(sid: string, done: (error: unknown, data?: SessionData | null) => void): void {
    callbackify(() => this.#read(sid))(done);
  }

  override set(sid: string, data: SessionData, done: Done = ignore): void {
    const write = () => (data.seenAt === undefined ? this.#create(sid, data) : this.#update(sid, data));
    callbackify(() => inTransaction(write))(done);
  }

  override destroy(sid: string, done: Done = ignore): void {
    callbackify(() => inTransaction(() => this.#model.destroy({ where: { sid } })))(done);
  }

  // Seen sessions are stored anew every few minutes; a write for every request would be wasted.
  override touch = (_sid: string, _data: SessionData, done?: Done): void => done?.();

  // The package's own look-up returns expired rows until its cleaning has come round.
  async #read(sid: string): Promise<SessionData | null> {
    const row = await this.#model.findOne({ where: { sid, expires: { [Op.gt]: new Date() } } });
    const data = row?.get('data');
    return typeof data === 'string' ? (JSON.parse(data) as SessionData) : null;
  }

  #create(sid: string, data: SessionData): Promise<void> {
    return new Promise((resolve, reject) => {
      super.set(sid, data, (error: unknown) =>
        error === null || error === undefined ? resolve() : reject(error),
      );
    });
  }

  // A request that was under way while its session was ended must not create the row once more.
  #update(sid: string, data: SessionData): Promise<unknown> {
    return this.#model.update({ data: JSON.stringify(data), expires: expiryOf(data) }, { where: { sid } });
  }
}
