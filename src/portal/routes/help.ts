import { Router, type RequestHandler } from 'express';
import { createElement } from 'react';
import { listGuides, readGuide } from '../../use-cases/guide/read-guide.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { HelpList, HelpPage } from '../views/help-page.tsx';

const sendList: RequestHandler = async (request, response) => {
  const person = personOf(request);
  sendPage(response, createElement(HelpList, { person, guides: await listGuides(person) }));
};

const sendGuide: RequestHandler = async (request, response) => {
  const person = personOf(request);
  const guide = await readGuide(String(request.params.name));
  sendPage(response, createElement(HelpPage, { person, guide }));
};

/** `/help`: how the portal is used, for everybody who is signed in. */
export function help(): Router {
  const router = Router();
  router.get('/help', signedIn, sendList);
  router.get('/help/:name', signedIn, sendGuide);
  return router;
}
