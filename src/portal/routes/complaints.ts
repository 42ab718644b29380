import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import type { ComplaintRow } from '../../policies/complaint-people.ts';
import { ownPhone } from '../../use-cases/people/own-phone.ts';
import { complaintFormOptions } from '../../use-cases/complaints/complaint-form-options.ts';
import { eachDetail } from '../../use-cases/complaints/complaint-fields.ts';
import { getComplaint } from '../../use-cases/complaints/conversation/get-complaint.ts';
import { listOwnComplaints } from '../../use-cases/complaints/queue/list-own-complaints.ts';
import { listWaiting } from '../../use-cases/complaints/queue/list-waiting.ts';
import { OWN_VIEWS, type OwnPage } from '../../use-cases/complaints/steps/own-complaint.ts';
import { listFollowed } from '../../use-cases/complaints/related/list-followed.ts';
import { postComplaint } from '../../use-cases/complaints/post-complaint.ts';
import { visibleAmong } from '../../use-cases/complaints/visible-among.ts';
import { findNumbered } from '../../use-cases/complaints/search/find-numbered.ts';
import { searchOwnComplaints } from '../../use-cases/complaints/search/search-own-complaints.ts';
import { listKeptForms } from '../../use-cases/kept-forms/kept-forms.ts';
import { formOf, typed } from '../../web/form-body.ts';
import { sendPage } from '../../web/page.ts';
import { mayHave, personOf, signedIn } from '../../web/session.ts';
import { noErrors, type FormErrors } from '../../web/views/fields.tsx';
import { ComplaintList } from '../views/complaint-list.tsx';
import { NewComplaint, type ComplaintForm } from '../views/new-complaint.tsx';
import { doneElsewhere, FILED } from './done-elsewhere.ts';
import { tellFiled } from './just-filed.ts';
import { marksOf, ownFormWithFiles, requireSent, settle, type FormLimits } from './own-form.ts';
import { newKey, refusalOf } from './refused-form.ts';

function pageOf(request: Request): OwnPage {
  const { page } = request.query;
  if (page === 'all') return page;
  return typeof page === 'string' && /^\d{1,6}$/.test(page) ? Number(page) : 1;
}

/** Words of the address; anything else counts as none. */
function searchOf(request: Request): string {
  const { q } = request.query;
  return typeof q === 'string' ? q.slice(0, 500).trim() : '';
}

const sendList = (timeZone: string): RequestHandler => {
  return async (request, response) => {
    const person = personOf(request);
    const view = OWN_VIEWS.find((one) => one === request.query.show) ?? 'all';
    const search = searchOf(request);
    const numbered = await findNumbered(person, search);
    if (numbered !== undefined) return response.redirect(303, `/complaints/${numbered}`);
    const page = pageOf(request);
    const unsent = mayHave(request, 'keptForms') ? await listKeptForms(person) : [];
    const list = await (search === ''
      ? listOwnComplaints(person, page, view)
      : searchOwnComplaints(person, search, page, view));
    const isFirst = search === '' && page === 1;
    const waiting = isFirst && view === 'all' ? await listWaiting(person) : [];
    const followed = isFirst && mayHave(request, 'watched') ? await listFollowed(person) : [];
    const told = doneElsewhere(request);
    const shown = { person, list, waiting, followed, view, search, timeZone, unsent, told };
    sendPage(response, createElement(ComplaintList, shown));
  };
};

async function sendForm(
  request: Request,
  response: Response,
  form: ComplaintForm,
  errors: FormErrors = noErrors,
  status = 200,
): Promise<void> {
  const options = await complaintFormOptions();
  const page = createElement(NewComplaint, {
    person: personOf(request),
    form,
    options,
    errors,
    marks: marksOf(request),
  });
  sendPage(response, page, status);
}

const EMPTY = {
  title: '',
  description: '',
  typeId: '',
  urgency: 'medium',
  ...eachDetail(() => ''),
  followUpOfId: '',
  forPerson: '',
};

/** What a complaint that continues another one begins with. */
async function continued(request: Request): Promise<Partial<ComplaintForm>> {
  const { followUp } = request.query;
  if (followUp === undefined) return {};
  const id = typeof followUp === 'string' && /^[1-9]\d{0,8}$/.test(followUp) ? Number(followUp) : 0;
  const { title, details } = await getComplaint(personOf(request), id);
  const values = Object.fromEntries(details.map(({ name, value }) => [name, value]));
  return { title, ...values, followUpOfId: String(id) };
}

const showNew: RequestHandler = async (request, response) => {
  const person = personOf(request);
  // Whoever may file for others would give out their own number as the others'.
  const contactNumber = complaintPolicy.may(person, 'fileFor') ? '' : await ownPhone(person);
  const form = { ...EMPTY, contactNumber, ...(await continued(request)), submissionKey: newKey() };
  // Who goes back after sending gets the same form with the same key, and files nothing twice.
  response.set('Cache-Control', 'private, no-cache');
  await sendForm(request, response, form);
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
    ...eachDetail(({ name }) => typed(form, name)),
    followUpOfId: typed(form, 'followUpOfId'),
    forPerson: typed(form, 'forPerson'),
    submissionKey: /^[\w-]{16,64}$/.test(key) ? key : newKey(),
  };
}

/** Whom the rules let see it whoever follows it, the database is not asked for. */
async function sees(person: Person, filed: ComplaintRow & { readonly id: number }): Promise<boolean> {
  return complaintPolicy.may(person, 'read', filed) || (await visibleAmong(person, [filed.id])).has(filed.id);
}

/** Files what the form holds. */
export function fileComplaint({ filingsPerHour }: FormLimits): RequestHandler {
  return async (request, response) => {
    try {
      // Checked by the use case: a form can hold anything.
      const input = formOf(request);
      requireSent(request);
      const filed = await postComplaint(personOf(request), input, filingsPerHour);
      await settle(request);
      // Who files for somebody else need not see what becomes of it.
      if (!(await sees(personOf(request), filed))) return response.redirect(303, `/?done=${FILED}`);
      tellFiled(request, response, filed.id);
      response.redirect(303, `/complaints/${filed.id}`);
    } catch (error) {
      const errors = await refusalOf(request, error);
      await sendForm(request, response, typedForm(request), errors, errors.status);
    }
  };
}

/** `/` and `/complaints`; times are shown in `timeZone`. */
export function complaints(timeZone: string, limits: FormLimits): Router {
  const router = Router();
  router.get('/', signedIn, sendList(timeZone));
  router.get('/complaints/new', signedIn, showNew);
  // Where a form that was refused stands in the address bar.
  router.get('/complaints', (_request, response) => response.redirect(303, '/'));
  router.post('/complaints', ownFormWithFiles(limits), fileComplaint(limits));
  return router;
}
