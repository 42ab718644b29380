import { setTimeout as delay } from 'node:timers/promises';
import type { Socket } from 'node:net';
import type { Connection, ConnectionOptions, RowDataPacket } from 'mysql2';
import { log } from '../log.ts';
import { isClustered } from './cluster.ts';
import { serverDriver } from './server-driver.ts';
import { LOCK_SECONDS } from './server-options.ts';

/** How often it is looked, in milliseconds. Time is counted in looks: while this process does not listen, none goes by. */
const LOOK_MS = 500;
/** After so many looks of silence the server is asked by another connection, and again after as many. */
const ASK_AFTER = 6;
/** A question is waited for so many looks before the server counts as silent, and answered late until so many. */
const ANSWERED_WITHIN = 4;
const QUESTION_LOOKS = 20;
/** A statement that the server is not at work on at so many questions never reached it, or its answer got lost. */
const MOST_MISSED = 2;
/** Looks after which a statement is given up while the server is silent: of whoever serves people, and of a command. */
const PATIENCE = (LOCK_SECONDS * 1000) / LOOK_MS;
const LONG_PATIENCE = 60;
/** A line on which nothing happens is tried after so many milliseconds, and keeps its place in what lies between. */
const KEEP_ALIVE_MS = 30_000;
/** How long whoever comes while it is known to be silent waits for it, in milliseconds. */
const COMING_MS = 1000;

/** Parts of a connection that its types leave out: what it is at, if anything, and what carries it. */
type Line = Connection & { readonly _command: object | null | undefined; readonly stream: Socket };

/** Whether a connection waits for nothing: at the beginning the driver says so by null, and later on by leaving it out. */
function isIdle({ _command: command }: Line): boolean {
  return command === null || command === undefined;
}

/** What is known of a connection. */
interface Seen {
  /** Bytes that had come when it was last heard, and how many looks ago that was, or it began to wait. */
  read: number;
  silent: number;
  /** Questions since then at which the server was not at work for it. */
  missed: number;
}

interface Question {
  readonly line: Line;
  age: number;
}

function silence(): Error {
  const error = new Error('the database server does not answer');
  return Object.assign(error, { code: 'ETIMEDOUT', fatal: true });
}

/** Refused by a server, which answers thereby. */
function isOfServer(error: unknown): boolean {
  return error instanceof Error && 'sqlState' in error;
}

/** The numbers of the connections that the server is at work for; undefined where it does not know its own by number. */
async function numbersAtWork(line: Line): Promise<ReadonlySet<number> | undefined> {
  const sql = "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE COMMAND <> 'Sleep'";
  const rows = await new Promise<RowDataPacket[]>((resolve, reject) => {
    line.query<RowDataPacket[]>(sql, (error, found) => (error === null ? resolve(found) : reject(error)));
  });
  const numbers = new Set(rows.map((row) => Number(Object.values(row)[0])));
  // Something in between counts for itself.
  return numbers.has(line.threadId) ? numbers : undefined;
}

/**
 * Makes the connections to a server, and gives up those that it does not answer any more: of a server that is stopped, and
 * of a network that loses everything, a connection hears nothing, and would wait for ever. A statement that takes long is
 * told from one that nobody is at work on by asking the server, so that none is cut for its length.
 */
export class ServerWatch {
  readonly #patience: number;
  readonly #seen = new Map<Line, Seen>();
  readonly #coming = new Set<() => void>();
  #options: ConnectionOptions = {};
  #timer: NodeJS.Timeout | undefined;
  #question: Question | undefined;
  #sinceAsked = ASK_AFTER;
  #isSilent = false;

  /** @param isPatient true waits half a minute: a command that is given up is begun anew from its beginning. */
  constructor(isPatient: boolean) {
    this.#patience = isPatient ? LONG_PATIENCE : PATIENCE;
  }

  /** Makes a connection, which whoever asks closes. */
  connect(options: ConnectionOptions): Connection {
    this.#options = options;
    const connection = serverDriver().createConnection({ keepAliveInitialDelay: KEEP_ALIVE_MS, ...options });
    // What happens to it is told by the statement that notices; without a listener the process would end.
    connection.on('error', () => undefined);
    this.#seen.set(connection as Line, { read: 0, silent: 0, missed: 0 });
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
    return connection;
  }

  /** Lets whoever wants a connection wait for a server that is known to be silent, and tells them if it stays so. */
  async beAnswered(): Promise<void> {
    if (!this.#isSilent) return;
    const stop = new AbortController();
    const heard = new Promise<void>((resolve) => {
      this.#coming.add(resolve);
      stop.signal.addEventListener('abort', () => this.#coming.delete(resolve));
    });
    const ms = this.#patience === PATIENCE ? COMING_MS : this.#patience * LOOK_MS;
    const late = delay(ms, undefined, { signal: stop.signal }).then(() => {
      throw silence();
    });
    late.catch(() => undefined);
    await Promise.race([heard, late]).finally(() => stop.abort());
  }

  /** Looks no more. A server that stands still does not hang up, and would hold up the end of this process. */
  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#question?.line.stream.destroy();
    for (const { stream } of this.#seen.keys()) stream.unref();
  }

  #look(): void {
    let longest = 0;
    for (const [line, seen] of this.#seen) {
      const { destroyed, bytesRead } = line.stream;
      if (destroyed) this.#seen.delete(line);
      const isHeard = isIdle(line) || bytesRead !== seen.read;
      Object.assign(seen, isHeard ? { read: bytesRead, silent: 0, missed: 0 } : { silent: seen.silent + 1 });
      longest = Math.max(longest, seen.silent);
    }
    this.#sinceAsked += 1;
    const isDue = this.#isSilent || (longest >= ASK_AFTER && this.#sinceAsked >= ASK_AFTER);
    if (this.#question !== undefined) this.#wait(this.#question);
    else if (isDue) void this.#ask();
    if (this.#isSilent && longest >= this.#patience) this.#giveUp();
  }

  #wait(question: Question): void {
    question.age += 1;
    if (question.age >= ANSWERED_WITHIN) this.#setSilent(true);
    if (question.age >= QUESTION_LOOKS) question.line.stream.destroy(silence());
  }

  async #ask(): Promise<void> {
    this.#sinceAsked = 0;
    const connectTimeout = QUESTION_LOOKS * LOOK_MS;
    const line = serverDriver().createConnection({ ...this.#options, connectTimeout }) as Line;
    // Whatever happens to it is told by the question.
    line.on('error', () => undefined);
    this.#question = { line, age: 0 };
    try {
      this.#hear(await numbersAtWork(line));
      line.end();
    } catch (error) {
      line.stream.destroy();
      if (isOfServer(error)) this.#hear(undefined);
      else this.#setSilent(true);
    } finally {
      this.#question = undefined;
    }
  }

  #setSilent(isSilent: boolean): void {
    if (isSilent === this.#isSilent || this.#timer === undefined) return;
    this.#isSilent = isSilent;
    log.warn(isSilent ? 'the database server does not answer' : 'the database server answers again');
    if (isSilent) return;
    for (const goOn of this.#coming) goOn();
  }

  /** The server answers; of a cluster it may be another one than those that are silent, which its balancer sees to. */
  #hear(atWork: ReadonlySet<number> | undefined): void {
    // What it takes up again after a silence has its time from now on.
    if (this.#isSilent) for (const seen of this.#seen.values()) Object.assign(seen, { silent: 0, missed: 0 });
    this.#setSilent(false);
    if (atWork === undefined || isClustered()) return;
    for (const [line, seen] of this.#seen) {
      const isConnected = line.threadId > 0;
      if (seen.silent < ASK_AFTER || !isConnected || line.stream.writableLength > 0) continue;
      seen.missed = atWork.has(line.threadId) ? 0 : seen.missed + 1;
      if (seen.missed >= MOST_MISSED) line.stream.destroy(silence());
    }
  }

  /** What waits for nothing may be as dead as the rest, and would first show it to whoever takes it next. */
  #giveUp(): void {
    for (const [line, seen] of this.#seen) {
      if (seen.silent >= this.#patience) line.stream.destroy(silence());
      else if (isIdle(line)) line.stream.destroy();
    }
  }
}
