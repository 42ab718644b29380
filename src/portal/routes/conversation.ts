import { setTimeout as delay } from 'node:timers/promises';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { found } from '../../policies/policy.ts';
import { getConversation } from '../../use-cases/complaints/conversation/get-conversation.ts';
import { markSeen } from '../../use-cases/complaints/conversation/mark-seen.ts';
import { usualAnswer } from '../../use-cases/complaints/queue/usual-answer.ts';
import { requireComplaint } from '../../use-cases/complaints/require-complaint.ts';
import { askedStep } from '../../use-cases/complaints/steps/asked-step.ts';
import { PORTAL_FORMS, portalStep } from '../../use-cases/complaints/steps/portal-steps.ts';
import { formOf, typed } from '../../web/form-body.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { ComplaintPage } from '../views/complaint-page.tsx';
import type { RefusedForm } from '../views/step-form.tsx';
import { readNews } from './bell.ts';
import { LEAVING } from './done-elsewhere.ts';
import { idOf } from './id-of.ts';
import { wasJustFiled } from './just-filed.ts';
import { spanInWords } from '../span-in-words.ts';
import { giveBackGone, marksOf, ownFormWithFiles, requireSent, settle, type FormLimits } from './own-form.ts';
import { newKey, refusalOf } from './refused-form.ts';

/** How long a page waits until it is written down that it was seen. */
const SEEN_MS = 300;

type Settings = Pick<Config, 'timeZone' | 'reopenDays'> & FormLimits;

/** Before which event the page ends; what is no such number asks for the newest. */
function beforeOf(request: Request): number | undefined {
  const { before } = request.query;
  return typeof before === 'string' && /^[1-9]\d{0,8}$/.test(before) ? Number(before) : undefined;
}

/** What was just done; that a complaint was filed is said once. */
async function noticeOf(request: Request, response: Response, id: number): Promise<string | undefined> {
  const { done } = request.query;
  if (!wasJustFiled(request, response, id))
    return typeof done === 'string' ? portalStep(done, false)?.told : undefined;
  const usual = await usualAnswer();
  const when = usual === undefined ? 'IT reads it now' : `IT usually answers within ${spanInWords(usual)}`;
  return `Filed as #${id}. ${when}; whatever they do or ask is here.`;
}

/** Reading waits for nobody who holds the complaint: what cannot be written at once is written when it can. */
async function see(request: Request, id: number, eventId: number): Promise<void> {
  const seen = markSeen(personOf(request), id, eventId).catch((err: unknown) =>
    request.log.warn({ err }, 'that the reporter has seen a complaint was not written'),
  );
  await Promise.race([seen, delay(SEEN_MS, undefined, { ref: false })]);
}

async function send(
  request: Request,
  response: Response,
  { timeZone, reopenDays }: Settings,
  refused?: { readonly form: RefusedForm; readonly status: number },
): Promise<void> {
  const person = personOf(request);
  const id = idOf(request);
  const before = beforeOf(request);
  const conversation = await getConversation(person, id, { reopenDays, withNotes: false, before });
  // What comes while the page is drawn stays unread. A HEAD shows nothing.
  const isNews = !conversation.isSeen && conversation.complaint.reporter.id === person.id;
  if (isNews && request.method !== 'HEAD') await see(request, id, conversation.events.at(-1)?.id ?? 0);
  if (request.method === 'GET') await readNews(request, response, id);
  const notice = refused === undefined ? await noticeOf(request, response, id) : undefined;
  const page = {
    person,
    conversation,
    timeZone,
    notice,
    refused: refused?.form,
    asked: request.method === 'POST' ? undefined : askedStep(request.query.do),
    newKey,
    marks: marksOf(request),
  };
  sendPage(response, createElement(ComplaintPage, page), refused?.status);
}

/** Where IT waits, the form of a remark has the version: it is an answer to what was asked then. */
async function takeStep(request: Request, form: string, settings: Settings): Promise<number> {
  const fields = formOf(request);
  const step = found(portalStep(form, typed(fields, 'version') !== ''));
  return (await step.take(personOf(request), { ...fields, id: idOf(request) }, settings)).id;
}

function wordsOf(request: Request): Record<string, string> {
  const fields = formOf(request);
  return Object.fromEntries(Object.keys(fields).map((name) => [name, typed(fields, name)]));
}

/** Takes one of the page's forms. */
export function take(form: string, settings: Settings): RequestHandler {
  return async (request, response) => {
    try {
      requireSent(request);
      // What is said about a complaint that was merged is in the other.
      const id = await takeStep(request, form, settings);
      await settle(request);
      response.redirect(303, form === LEAVING ? `/?done=${form}` : `/complaints/${id}?done=${form}#latest`);
    } catch (error) {
      const errors = await refusalOf(request, error);
      const refused = { form, errors, typed: wordsOf(request) };
      await send(request, response, settings, { form: refused, status: errors.status });
    }
  };
}

/** Before a body is read: an address that names nothing takes nothing. */
const named: RequestHandler = (request, _response, next) => {
  idOf(request);
  next();
};

/** What was sent to a complaint that does not exist for its sender is not kept. */
const addressed: RequestHandler = async (request, _response, next) => {
  try {
    await requireComplaint(personOf(request), idOf(request));
  } catch (error) {
    await settle(request);
    throw error;
  }
  next();
};

/** `/complaints/:id` and what its reporter does there. */
export function conversation(settings: Settings): Router {
  const router = Router();
  router.get('/complaints/:id', signedIn, (request, response) => send(request, response, settings));
  const own = [named, ...ownFormWithFiles(settings), addressed];
  for (const form of PORTAL_FORMS)
    router.post(`/complaints/:id/${form}`, own, take(form, settings), giveBackGone);
  // Where a form that was refused stands in the address bar.
  const forms = PORTAL_FORMS.map((form) => `/complaints/:id/${form}`);
  router.get(forms, (request, response) => response.redirect(303, `/complaints/${idOf(request)}`));
  return router;
}
