import { Router, type Request, type RequestHandler } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { browseFaq, searchFaq } from '../../use-cases/faq/browse-faq.ts';
import { countView } from '../../use-cases/faq/count-view.ts';
import { deflectComplaint } from '../../use-cases/faq/deflect-complaint.ts';
import { drawAnswer } from '../../use-cases/faq/draw-answer.ts';
import { fittingFaqs } from '../../use-cases/faq/fitting-faqs.ts';
import { openPicture } from '../../use-cases/faq/open-picture.ts';
import { readFaq } from '../../use-cases/faq/read-faq.ts';
import { voteFaq } from '../../use-cases/faq/vote-faq.ts';
import { formOf } from '../../web/form-body.ts';
import { sendPage } from '../../web/page.ts';
import { ASKED_BY_PAGES } from '../../web/cross-origin-guard.ts';
import { limitRate } from '../../web/rate-limit.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { FaqPage } from '../views/faq-page.tsx';
import { FaqList } from '../views/faq-list.tsx';
import { FaqSolved } from '../views/faq-solved.tsx';
import { sendAttachment } from '../../web/send-attachment.ts';
import { idOf } from './id-of.ts';
import { marksOf, ownForm, type FormLimits } from './own-form.ts';

/** Of one person; a title that is typed asks a few times a minute. */
const ASKED_PER_MINUTE = 120;
/** Longest search, in characters. */
const SEARCH_LENGTH = 500;

type Settings = Pick<Config, 'timeZone'> & FormLimits;

const sendList: RequestHandler = async (request, response) => {
  const person = personOf(request);
  const { q } = request.query;
  const search = typeof q === 'string' ? q.slice(0, SEARCH_LENGTH).trim() : '';
  const found = search === '' ? undefined : await searchFaq(person, search);
  const overview = await browseFaq(person);
  sendPage(response, createElement(FaqList, { person, overview, search, found }));
};

/** Whoever opens the page reads it; a browser that fetches it in advance, or asks for its head, does not. */
function isReading(request: Request): boolean {
  return (
    request.method === 'GET' && !/prefetch/.test(request.get('Sec-Purpose') ?? request.get('Purpose') ?? '')
  );
}

function sendAnswer(timeZone: string): RequestHandler {
  return async (request, response) => {
    const person = personOf(request);
    const faq = await readFaq(person, idOf(request));
    if (isReading(request)) await countView(person, faq.id, timeZone);
    const page = { person, faq, html: drawAnswer(faq.answer), marks: marksOf(request) };
    sendPage(response, createElement(FaqPage, page));
  };
}

const sendFitting: RequestHandler = async (request, response) => {
  const { title, typeId } = request.query;
  const answers = await fittingFaqs(personOf(request), { title, typeId });
  response.set('Cache-Control', 'private, no-store').json({ answers });
};

const sendPicture: RequestHandler = async (request, response) =>
  sendAttachment(request, response, await openPicture(personOf(request), idOf(request)));

const vote: RequestHandler = async (request, response) => {
  const id = idOf(request);
  await voteFaq(personOf(request), id, formOf(request));
  response.redirect(303, `/faq/${id}#helped`);
};

const solve: RequestHandler = async (request, response) => {
  const id = idOf(request);
  await deflectComplaint(personOf(request), id);
  response.redirect(303, `/faq/${id}/solved`);
};

const sendSolved: RequestHandler = async (request, response) => {
  const person = personOf(request);
  const { id, question } = await readFaq(person, idOf(request));
  sendPage(response, createElement(FaqSolved, { person, id, question }));
};

/** `/faq`: questions and answers, for everybody who is signed in. */
export function faq(settings: Settings): Router {
  const router = Router();
  const own = ownForm(settings, false);
  router.get('/faq', signedIn, sendList);
  router.get(ASKED_BY_PAGES.fitting, signedIn, limitRate(ASKED_PER_MINUTE), sendFitting);
  router.get('/faq/:id', signedIn, sendAnswer(settings.timeZone));
  router.post('/faq/:id/helped', own, vote);
  router.post('/faq/:id/solved', own, solve);
  router.get('/faq/:id/solved', signedIn, sendSolved);
  // Where a form that was refused stands in the address bar.
  router.get('/faq/:id/helped', (request, response) => response.redirect(303, `/faq/${idOf(request)}`));
  return router;
}

/** `/faq/pictures/:id`: what answers show. */
export function faqPictures(): Router {
  const router = Router();
  router.get('/faq/pictures/:id', signedIn, sendPicture);
  return router;
}
