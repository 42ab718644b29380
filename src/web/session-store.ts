import { createHash } from 'node:crypto';
import { callbackify } from 'node:util';
import type { Request } from 'express';
import { Store, type Session, type SessionData } from 'express-session';
import { Op, type ModelStatic, type Model, type Sequelize } from 'sequelize';
import { encryptSecret } from '../database/stored-secret.ts';
import { inTransaction } from '../database/transaction.ts';
import { log } from '../log.ts';
import type { Person } from '../policies/actor.ts';
import { loadSession, type StoredSession } from '../use-cases/people/load-actor.ts';
import { ID_TOKEN } from '../use-cases/single-sign-on/id-token.ts';

/** A session ends this long after its last use, in milliseconds. */
export const IDLE_MS = 8 * 60 * 60 * 1000;
/** A session ends this long after the sign-in, however much it is used. */
export const LIFE_MS = 7 * 24 * 60 * 60 * 1000;
/** How long somebody whose password was right is awaited with a second factor, in milliseconds. */
const AWAITED_MS = 10 * 60 * 1000;
/** What was asked under a session's former id before its browser knew the new one is answered for so long, in milliseconds. */
const FORMER_MS = 10 * 1000;
/** How often a process forgets what expired, at most, in milliseconds. */
const CLEAN_EVERY_MS = 15 * 60 * 1000;

type Done = (error?: unknown) => void;

const ignore: Done = () => undefined;

function expiryOf(data: SessionData): Date {
  if (data.awaiting !== undefined) return new Date(data.startedAt + AWAITED_MS);
  return new Date(Math.min(Date.now() + IDLE_MS, data.startedAt + LIFE_MS));
}

/** Longest ID token that is kept: it goes into an address. */
const ID_TOKEN_LENGTH = 6000;

/** What is stored of a session's id: whoever reads the database, or a backup of it, cannot sign in with it. */
export function digestOf(sid: string): string {
  return createHash('sha256').update(sid).digest('hex');
}

/** The session as it is read with each request: what is seldom asked for stands beside it. */
function textOf(data: SessionData): string {
  return JSON.stringify(data, (name, value: unknown) => (name === 'idToken' ? undefined : value));
}

/** What stands beside a session that began at another service. */
function columnsOf({ provider }: SessionData) {
  if (provider === undefined) return {};
  const { identityId, providerSession, idToken } = provider;
  const kept = idToken !== undefined && idToken.length > ID_TOKEN_LENGTH ? '' : idToken;
  return { identityId, providerSession, idToken: kept === undefined ? null : encryptSecret(kept, ID_TOKEN) };
}

/** A session by which an answer goes on for long, which may have another id meanwhile. */
export interface LastingSession {
  readonly digest: string;
  /** Whose it is by now, with the rights of this moment. */
  readonly person: Person;
}

/** The session that is or was stored under this digest of its id; undefined: it ended. */
export async function sessionNow(digest: string): Promise<LastingSession | undefined> {
  const stored = await loadSession(digest, new Date());
  if (stored?.person === undefined) return undefined;
  const { sessionVersion } = JSON.parse(stored.data) as SessionData;
  const isSame = stored.person.sessionVersion === sessionVersion;
  return isSame ? { digest: stored.sid, person: stored.person.actor } : undefined;
}

/** Sessions in the table `sessions`. What ended stays ended: expired rows are not read, deleted ones not brought back. */
export class SessionStore extends Store {
  readonly #model: ModelStatic<Model>;
  readonly #people = new WeakMap<SessionData, StoredSession>();
  #cleanedAt = 0;

  constructor(database: Sequelize) {
    super();
    this.#model = database.model('Session');
  }

  override get(sid: string, done: (error: unknown, data?: SessionData | null) => void): void {
    callbackify(() => this.#read(sid))(done);
  }

  override set(sid: string, data: SessionData, done: Done = ignore): void {
    callbackify(() => this.#write(sid, data))(done);
  }

  override destroy(sid: string, done: Done = ignore): void {
    const digest = digestOf(sid);
    const where = { [Op.or]: [{ sid: digest }, { formerSid: digest }] };
    callbackify(() => inTransaction(() => this.#model.destroy({ where })))(done);
  }

  // Seen sessions are stored anew every few minutes; a write for every request would be wasted.
  override touch = (_sid: string, _data: SessionData, done?: Done): void => done?.();

  async #read(sid: string): Promise<SessionData | null> {
    const digest = digestOf(sid);
    const stored = await loadSession(digest, new Date());
    if (stored === undefined) return null;
    const data = JSON.parse(stored.data) as SessionData;
    if (stored.sid !== digest) {
      if (Date.now() - (data.provenAt ?? 0) > FORMER_MS) return null;
      // Somebody else may know this id; what was proven counts under the new one alone.
      data.provenAt = 0;
    }
    this.#people.set(data, stored);
    return data;
  }

  /** The request whose session it is also hears whose it is, which was read with it. */
  override createSession(request: Request, data: SessionData): Session & SessionData {
    const stored = this.#people.get(data);
    if (stored !== undefined) request.sessionPerson = { is: stored.person, mayHave: stored.mayHave };
    return super.createSession(request as never, data);
  }

  async #write(sid: string, data: SessionData): Promise<void> {
    if (data.seenAt !== undefined) return this.#update(sid, data);
    await inTransaction(() => this.#create(sid, data));
    await this.#clean().catch((error: unknown) =>
      log.warn({ err: error }, 'old sessions were not forgotten'),
    );
  }

  /** Gives a session another id, with what it holds by now. Returns whether it still was there. */
  async rename(former: string, sid: string, data: SessionData): Promise<boolean> {
    const values = { sid: digestOf(sid), formerSid: digestOf(former), data: textOf(data) };
    const where = { sid: digestOf(former) };
    const [count] = await inTransaction(() => this.#model.update(values, { where }));
    return count > 0;
  }

  async #create(sid: string, data: SessionData): Promise<void> {
    const { userId } = data;
    await this.#model.upsert({
      sid: digestOf(sid),
      userId,
      data: textOf(data),
      expires: expiryOf(data),
      ...columnsOf(data),
    });
  }

  /** A sign-in is also the occasion to forget sessions that are over; no timer has to. */
  async #clean(): Promise<void> {
    if (Date.now() - this.#cleanedAt < CLEAN_EVERY_MS) return;
    this.#cleanedAt = Date.now();
    await inTransaction(() => this.#model.destroy({ where: { expires: { [Op.lt]: new Date() } } }));
  }

  // A request that was under way while its session was ended must not create the row once more.
  async #update(sid: string, data: SessionData): Promise<void> {
    const values = { data: textOf(data), expires: expiryOf(data) };
    await inTransaction(() => this.#model.update(values, { where: { sid: digestOf(sid) } }));
  }
}
