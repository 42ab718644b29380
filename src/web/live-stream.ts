import { Router, type Request, type RequestHandler, type Response } from 'express';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import type { Person } from '../policies/actor.ts';
import { listen } from '../use-cases/live/journal-feed.ts';
import { forgetPresence, forgetWriting, notePresence, noteWriting } from '../use-cases/live/presences.ts';
import { ASKED_BY_PAGES } from './cross-origin-guard.ts';
import { formBody, formOf, typed } from './form-body.ts';
import { newsFor, PAGE, wishOf, type LiveWish } from './live-wish.ts';
import { actorOf, personOf, signedIn } from './session.ts';
import { digestOf, sessionNow } from './session-store.ts';

/** Something is said at least so often, or proxies take the connection for dead; in milliseconds. */
const BEAT_MS = 10_000;
/** A browser whose connection broke comes back after so long, in milliseconds. */
const RETRY_MS = 3000;
/** Most pages of one person that listen to one process. */
const MOST_OPEN = 30;

/** `no-transform`: what is compressed waits for more. */
const STREAM = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
};
/** Tells a page that it may not know more: its browser must not come back for it. */
const ENDED = 'event: ended\ndata: {}\n\n';

const openPages = new Map<number, number>();

function countOpen(person: Person, by: 1 | -1): void {
  const open = (openPages.get(person.id) ?? 0) + by;
  if (open > MOST_OPEN) throw new AppError('too_many', 429, 'You have too many pages open at once.');
  if (open === 0) openPages.delete(person.id);
  else openPages.set(person.id, open);
}

/** One page that is told what happens until it is closed, its session ends, or the process does. */
class OpenPage {
  #digest: string;
  readonly #response: Response;
  readonly #wish: LiveWish;
  #told = '';
  // One after the other: what is asked later must not be told earlier.
  #telling = Promise.resolve();

  constructor(request: Request, response: Response, wish: LiveWish) {
    this.#digest = digestOf(request.sessionID);
    this.#response = response;
    this.#wish = wish;
  }

  #write(name: string, data: object): void {
    if (!this.#response.writableEnded)
      this.#response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  end(): void {
    this.#response.end();
  }

  #refuse(): void {
    if (!this.#response.writableEnded) this.#response.end(ENDED);
  }

  /** Whose page it is by now; undefined: nobody's. */
  async #person(): Promise<Person | undefined> {
    const session = await sessionNow(this.#digest);
    if (session !== undefined) this.#digest = session.digest;
    return session?.person;
  }

  async #tell(): Promise<void> {
    const person = await this.#person();
    if (person === undefined) return this.#refuse();
    const news = await newsFor(person, this.#wish);
    const text = JSON.stringify(news);
    // That the queue may have changed is news each time.
    if (text !== this.#told || this.#wish.about === 'queue') this.#write('news', news);
    this.#told = text;
  }

  /** Tells what is new, or only that the page is still heard. */
  tell(): void {
    this.#telling = this.#telling
      .then(() => this.#tell())
      .catch((error: unknown) => {
        if (error instanceof AppError && error.status < 500) return this.#refuse();
        log.warn({ err: error }, 'a page could not be told what happened');
        this.end();
      });
  }

  /** Says that the connection lives, and ends it with its session. */
  beat(): void {
    if (!this.#response.writableEnded) this.#response.write(': still here\n\n');
    this.#telling = this.#telling.then(() => this.#endIfOver());
  }

  async #endIfOver(): Promise<void> {
    try {
      if ((await this.#person()) === undefined) this.#refuse();
    } catch (error) {
      log.warn({ err: error }, 'whose page is open could not be asked');
    }
  }
}

function stream(request: Request, response: Response, wish: LiveWish): void {
  const person = personOf(request);
  countOpen(person, 1);
  const open = new OpenPage(request, response, wish);
  const beat = setInterval(() => open.beat(), BEAT_MS);
  const { complaintId, page } = wish;
  const personId = wish.about === 'bell' ? person.id : undefined;
  const listener = { complaintId, personId, page, signal: () => open.tell(), end: () => open.end() };
  const stop = listen(listener);
  response.once('close', () => {
    clearInterval(beat);
    stop();
    countOpen(person, -1);
    if (page !== undefined) void forgetPresence(page).catch(() => undefined);
  });
  response.set(STREAM);
  response.write(`retry: ${RETRY_MS}\n\n`);
  if (wish.about !== 'queue') open.tell();
}

function wantsStream(request: Request): boolean {
  return request.accepts(['application/json', 'text/event-stream']) === 'text/event-stream';
}

const follow: RequestHandler = async (request, response) => {
  const wish = wishOf(request);
  const person = personOf(request);
  const news = await newsFor(person, wish);
  if (wish.complaintId !== undefined && wish.page !== undefined)
    await notePresence(wish.page, wish.complaintId, person.id);
  if (wantsStream(request)) return stream(request, response, wish);
  response.json(news);
};

/** A page comes back after its session ended: sent to sign in, its browser would report a fault and it would go on asking. */
const nobody: RequestHandler = (request, response, next) => {
  if (actorOf(request) !== undefined || !wantsStream(request)) return next();
  response.set(STREAM).end(ENDED);
};

const writing: RequestHandler = async (request, response) => {
  const form = formOf(request);
  const page = typed(form, 'page');
  if (PAGE.test(page)) {
    const note = typed(form, 'writes') === '1' ? noteWriting : forgetWriting;
    await note(page, personOf(request).id);
  }
  response.sendStatus(204);
};

/**
 * What an open page is told of others: as a stream of events, or at once to whoever asks for JSON. A page that draws an
 * id for itself is known to have its complaint open, and may say that somebody writes there.
 */
export function liveRoutes(): Router {
  const router = Router();
  router.get(ASKED_BY_PAGES.stream, nobody, signedIn, follow);
  router.post('/notifications/writing', signedIn, ...formBody, signedIn, writing);
  return router;
}
