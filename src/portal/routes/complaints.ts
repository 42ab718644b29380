import { randomBytes } from 'node:crypto';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { AppError, NotFoundError } from '../../errors.ts';
import { complaintFormOptions } from '../../use-cases/complaints/complaint-form-options.ts';
import { getComplaint } from '../../use-cases/complaints/get-complaint.ts';
import { listOwnComplaints } from '../../use-cases/complaints/list-own-complaints.ts';
import { postComplaint } from '../../use-cases/complaints/post-complaint.ts';
import { formBody, formOf, typed } from '../../web/form-body.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { noErrors, type FormErrors } from '../../web/views/fields.tsx';
import { ComplaintList } from '../views/complaint-list.tsx';
import { ComplaintPage } from '../views/complaint-page.tsx';
import { NewComplaint, type ComplaintForm } from '../views/new-complaint.tsx';

function newKey(): string {
  return randomBytes(18).toString('base64url');
}

/** The number in an address; what cannot be one names nothing. */
function idOf(request: Request): number {
  const { id } = request.params;
  if (typeof id !== 'string' || !/^[1-9]\d{0,8}$/.test(id)) throw new NotFoundError();
  return Number(id);
}

function pageOf(request: Request): number {
  const { page } = request.query;
  return typeof page === 'string' && /^\d{1,6}$/.test(page) ? Number(page) : 1;
}

async function sendForm(
  request: Request,
  response: Response,
  form: ComplaintForm,
  errors: FormErrors,
): Promise<void> {
  const options = await complaintFormOptions();
  const page = createElement(NewComplaint, { person: personOf(request), form, options, errors });
  sendPage(response, page, errors === noErrors ? 200 : 422);
}

const showNew: RequestHandler = (request, response) => {
  const empty = {
    title: '',
    description: '',
    typeId: '',
    urgency: 'medium',
    location: '',
    contactNumber: '',
  };
  // Who goes back after sending gets the same form with the same key, and files nothing twice.
  response.set('Cache-Control', 'private, no-cache');
  return sendForm(request, response, { ...empty, submissionKey: newKey() }, noErrors);
};

/** A form keeps its key when it is shown again: whatever of it is sent, it files once. */
function typedForm(request: Request): ComplaintForm {
  const form = formOf(request);
  const key = typed(form, 'submissionKey');
  return {
    title: typed(form, 'title'),
    description: typed(form, 'description').replaceAll('\r\n', '\n'),
    typeId: typed(form, 'typeId'),
    urgency: typed(form, 'urgency') || 'medium',
    location: typed(form, 'location'),
    contactNumber: typed(form, 'contactNumber'),
    submissionKey: /^[\w-]{16,64}$/.test(key) ? key : newKey(),
  };
}

const file: RequestHandler = async (request, response) => {
  try {
    // Checked by the use case: a form can hold anything.
    const input = formOf(request) as unknown as Parameters<typeof postComplaint>[1];
    const { id } = await postComplaint(personOf(request), input);
    response.redirect(303, `/complaints/${id}`);
  } catch (error) {
    const wantsJson = request.accepts(['html', 'json']) === 'json';
    if (!(error instanceof AppError) || error.status !== 422 || wantsJson) throw error;
    await sendForm(request, response, typedForm(request), { fields: error.fields });
  }
};

/** `/` and `/complaints`; times are shown in `timeZone`. */
export function complaints(timeZone: string): Router {
  const router = Router();
  router.get('/', signedIn, async (request, response) => {
    const person = personOf(request);
    const list = await listOwnComplaints(person, pageOf(request));
    sendPage(response, createElement(ComplaintList, { person, list, timeZone }));
  });
  router.get('/complaints/new', signedIn, showNew);
  // Where a form that was refused stands in the address bar.
  router.get('/complaints', (_request, response) => response.redirect(303, '/'));
  router.post('/complaints', signedIn, formBody, file);
  router.get('/complaints/:id', signedIn, async (request, response) => {
    const person = personOf(request);
    const complaint = await getComplaint(person, idOf(request));
    sendPage(response, createElement(ComplaintPage, { person, complaint, timeZone }));
  });
  return router;
}
