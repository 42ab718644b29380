import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import type { Person } from '../../policies/actor.ts';
import { addRemark } from '../../use-cases/complaints/steps/add-remark.ts';
import { answerComplaint } from '../../use-cases/complaints/steps/answer-complaint.ts';
import { confirmComplaint } from '../../use-cases/complaints/steps/confirm-complaint.ts';
import { getConversation } from '../../use-cases/complaints/conversation/get-conversation.ts';
import { markSeen } from '../../use-cases/complaints/conversation/mark-seen.ts';
import { reopenComplaint } from '../../use-cases/complaints/steps/reopen-complaint.ts';
import { requireComplaint } from '../../use-cases/complaints/require-complaint.ts';
import { formOf, typed } from '../../web/form-body.ts';
import type { FormFields } from '../../web/multipart.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { ComplaintPage } from '../views/complaint-page.tsx';
import type { RefusedForm, StepForm } from '../views/step-form.tsx';
import { idOf } from './id-of.ts';
import { marksOf, ownForm, ownFormWithFiles, requireSent, settle, type FormLimits } from './own-form.ts';
import { newKey, refusalOf } from './refused-form.ts';

const NOTICES = new Map<unknown, string>([
  ['remarks', 'Your words were added.'],
  ['confirm', 'Thank you. The complaint is closed.'],
  ['reopen', 'The complaint is open again.'],
]);

type Settings = Pick<Config, 'timeZone' | 'reopenDays'> & FormLimits;
/** Takes the step with what the form holds, which the use case checks. */
type Step = (person: Person, form: FormFields & { id: number }, settings: Settings) => Promise<unknown>;

const STEPS: Readonly<Record<StepForm, Step>> = {
  // Where IT waits, the form has the version: it is an answer to what was asked then.
  remarks: (person, form) =>
    typed(form, 'version') === ''
      ? addRemark(person, form as unknown as Parameters<typeof addRemark>[1])
      : answerComplaint(person, form as unknown as Parameters<typeof answerComplaint>[1]),
  confirm: (person, form) =>
    confirmComplaint(person, form as unknown as Parameters<typeof confirmComplaint>[1]),
  reopen: (person, form, { reopenDays }) =>
    reopenComplaint(person, form as unknown as Parameters<typeof reopenComplaint>[1], reopenDays),
};

/** Before which event the page ends; what is no such number asks for the newest. */
function beforeOf(request: Request): number | undefined {
  const { before } = request.query;
  return typeof before === 'string' && /^[1-9]\d{0,8}$/.test(before) ? Number(before) : undefined;
}

/** What was just done; that a complaint was filed is said once. */
function noticeOf(request: Request, id: number): string | undefined {
  if (request.session.filedId !== id) return NOTICES.get(request.query.done);
  delete request.session.filedId;
  return `Filed as #${id}. IT reads it now; whatever they do or ask is here.`;
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
  if (request.method !== 'HEAD') await markSeen(person, id, conversation.events.at(-1)?.id ?? 0);
  const notice = refused === undefined ? noticeOf(request, id) : undefined;
  const page = {
    person,
    conversation,
    timeZone,
    notice,
    refused: refused?.form,
    newKey,
    marks: marksOf(request),
  };
  sendPage(response, createElement(ComplaintPage, page), refused?.status);
}

/** Takes one of the page's forms. */
export function take(form: StepForm, settings: Settings): RequestHandler {
  return async (request, response) => {
    const fields = formOf(request);
    const id = idOf(request);
    try {
      requireSent(request);
      await STEPS[form](personOf(request), { ...fields, id }, settings);
      await settle(request);
      response.redirect(303, `/complaints/${id}?done=${form}#latest`);
    } catch (error) {
      const errors = await refusalOf(request, error);
      const words = { remark: typed(fields, 'remark'), comment: typed(fields, 'comment') };
      const refused = { form, errors, typed: { ...words, rating: typed(fields, 'rating') } };
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
  const withFiles = [named, ...ownFormWithFiles(settings), addressed];
  const plain = [named, ...ownForm(settings), addressed];
  router.post('/complaints/:id/remarks', withFiles, take('remarks', settings));
  router.post('/complaints/:id/confirm', plain, take('confirm', settings));
  router.post('/complaints/:id/reopen', withFiles, take('reopen', settings));
  // Where a form that was refused stands in the address bar.
  const forms = Object.keys(STEPS).map((form) => `/complaints/:id/${form}`);
  router.get(forms, (request, response) => response.redirect(303, `/complaints/${idOf(request)}`));
  return router;
}
