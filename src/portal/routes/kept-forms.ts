import { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { NotFoundError } from '../../errors.ts';
import { justProven } from '../../journal/proof.ts';
import type { Person } from '../../policies/actor.ts';
import { stagedFiles } from '../../use-cases/attachments/staged-files.ts';
import { discardKeptForm, openKeptForm } from '../../use-cases/kept-forms/kept-forms.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { LostForm, wordsIn } from '../views/lost-form.tsx';
import { GONE } from './own-form.ts';
import { ForeignForm } from '../views/foreign-form.tsx';

/**
 * The forms that can be restored: what takes them, by the address that they are sent to, and what is made of those that wait
 * for a proof of who sends them.
 */
export type Takers = readonly (readonly [path: RegExp, take: RequestHandler, what?: string])[];

/** Fills a form that was kept, for whoever takes it to show it or, where it is sent, to take it. */
function restore(takers: Takers, isSent: boolean) {
  return async (request: Request, response: Response, next: NextFunction, named: string): Promise<void> => {
    const person = personOf(request);
    const { ownerId, ownerName, key, path, fields } = await openKeptForm(named);
    if (ownerId !== person.id) {
      const page = { person, owner: ownerName, kept: key };
      sendPage(response, createElement(ForeignForm, page), 403);
      return;
    }
    for (const [pattern, take] of takers) {
      const [found, id] = pattern.exec(path) ?? [];
      if (found === undefined) continue;
      const files = Array.isArray(fields.keptFiles) ? fields.keptFiles.map(Number) : [];
      const attachments = await stagedFiles(person.id, files);
      const kept = { ...fields, keptForm: key, ...(attachments.length > 0 ? { attachments } : {}) };
      request.body = Object.assign(Object.create(null) as object, kept);
      request.isRestored = !isSent;
      if (id !== undefined) request.params.id = id;
      response.set('Cache-Control', 'no-store');
      try {
        await take(request, response, next);
      } catch (error) {
        if (!(error instanceof NotFoundError)) throw error;
        const page = { ...GONE, person, kept: key, texts: wordsIn(fields) };
        sendPage(response, createElement(LostForm, page), 404);
      }
      return;
    }
    throw new NotFoundError('This form is not kept any more.');
  };
}

const open = (takers: Takers): RequestHandler => {
  const show = restore(takers, false);
  return (request, response, next) => show(request, response, next, String(request.params.key));
};

/** Forms that are kept until their person has confirmed who they are. */
export interface Waiting {
  /** Whether what is sent to this path can wait. */
  takes(path: string): boolean;
  /** What is made of the one of this key; undefined: it is not theirs, or nothing in particular. */
  whatOf(person: Person, key: string): Promise<string | undefined>;
  /** Sends it as it was typed. */
  goOn(request: Request, response: Response, next: NextFunction, key: string): Promise<void>;
}

/** What was refused for want of a proof. */
export function waitingForms(takers: Takers): Waiting {
  const send = restore(takers, true);
  return {
    takes: (path) => takers.some(([pattern]) => pattern.test(path)),
    async whatOf(person, key) {
      const kept = await openKeptForm(key).catch((error: unknown) => {
        if (!(error instanceof NotFoundError)) throw error;
        return undefined;
      });
      if (kept?.ownerId !== person.id) return undefined;
      return takers.find(([pattern]) => pattern.test(kept.path))?.[2];
    },
    goOn: (request, response, next, key) => justProven(() => send(request, response, next, key)),
  };
}

const discard: RequestHandler = async (request, response) => {
  await discardKeptForm(personOf(request), String(request.params.key));
  response.redirect(303, '/');
};

/** `/kept/:key`: what was typed and could not be taken, for whoever typed it. */
export function keptForms(takers: Takers): Router {
  const router = Router();
  router.get('/kept/:key', signedIn, open(takers));
  router.post('/kept/:key/discard', signedIn, discard);
  return router;
}
