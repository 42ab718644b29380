import { Router, type RequestHandler } from 'express';
import { createElement } from 'react';
import { NotFoundError } from '../../errors.ts';
import { stagedFiles } from '../../use-cases/attachments/staged-files.ts';
import { discardKeptForm, openKeptForm } from '../../use-cases/kept-forms/kept-forms.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { LostForm, wordsIn } from '../views/lost-form.tsx';
import { ForeignForm } from '../views/foreign-form.tsx';

/** The forms that can be restored: what takes them, by the address that they are sent to. */
export type Takers = readonly (readonly [path: RegExp, take: RequestHandler])[];

const GONE = {
  title: 'This cannot be sent any more',
  reason: 'What it belongs to is not there for you any more.',
};

const open = (takers: Takers): RequestHandler => {
  return async (request, response, next) => {
    const person = personOf(request);
    const { ownerId, ownerName, key, path, fields } = await openKeptForm(String(request.params.key));
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
      request.isRestored = true;
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
};

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
