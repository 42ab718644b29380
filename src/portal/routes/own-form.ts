import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { AppError, ForbiddenError, LimitError, NotFoundError } from '../../errors.ts';
import { discardFiles } from '../../use-cases/attachments/keeping-files.ts';
import { forgetStaged } from '../../use-cases/attachments/staged-files.ts';
import { keepForm } from '../../use-cases/kept-forms/keep-form.ts';
import { discardKeptForm, nameOf } from '../../use-cases/kept-forms/kept-forms.ts';
import { formBody, formOf, formWithFiles, typed } from '../../web/form-body.ts';
import { formOwner, OWNER_FIELD, ownerOf } from '../../web/form-owner.ts';
import { senderOf } from '../../web/form-sender.ts';
import { sendPage } from '../../web/page.ts';
import { actorOf, personOf } from '../../web/session.ts';
import type { FormMarks } from '../views/form-marks.tsx';
import { ForeignForm } from '../views/foreign-form.tsx';
import { LostForm, wordsIn } from '../views/lost-form.tsx';
import {
  addEarlier,
  KEPT_FILES,
  keptIds,
  lostFiles,
  received,
  stageNew,
  waitingFiles,
} from '../../web/sent-files.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** The form was kept, and is shown once more before it is sent. */
    isRestored?: boolean;
  }
}

/** How much one person may send. */
export type FormLimits = Pick<Config, 'filingsPerHour' | 'uploadMbPerDay'>;

/** The field by which a form names the kept form that it was restored from. */
const KEPT_FORM = 'keptForm';
/** Where a kept form says what is to be told of files that are not kept with it. */
const LOST_FILES = 'lostFiles';
/** Never stored, whatever happens to the form. */
const SECRETS = /password/i;

function isTyped(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}

/**
 * Keeps for its owner what was typed; it is found again under the key that is returned.
 *
 * @param most megabytes of files that they may send within 24 hours.
 * @throws LimitError when too many are kept for them; ForbiddenError when they are active no more.
 */
export async function keepTyped(request: Request, ownerId: number, most: number): Promise<string> {
  const form = formOf(request);
  await stageNew(form, ownerId, most);
  const waiting = waitingFiles(request);
  const texts = Object.entries(form).filter(
    ([name, value]) => isTyped(value) && !SECRETS.test(name) && name !== OWNER_FIELD,
  );
  const files = [...keptIds(form), ...waiting.map(({ stagedId }) => stagedId)].map(String);
  const fields = { ...Object.fromEntries(texts), [KEPT_FILES]: files, [LOST_FILES]: lostFiles(form) };
  try {
    return await keepForm({ ownerId, sender: senderOf(request), path: request.path, fields });
  } catch (error) {
    await forgetStaged(ownerId, waiting);
    throw error;
  }
}

/** Said of a form whose complaint was deleted, or is not its sender's any more. */
export const GONE = {
  title: 'This cannot be sent any more',
  reason: 'What it belongs to is not there for you any more.',
};

/** Gives the words back that were sent to what is not there; whatever else went wrong is told as everywhere. */
export const giveBackGone: ErrorRequestHandler = (error, request, response, next) => {
  const texts = request.body === undefined ? [] : wordsIn(formOf(request));
  const wantsJson = request.accepts(['html', 'json']) === 'json';
  if (!(error instanceof NotFoundError) || texts.length === 0 || wantsJson) return next(error);
  const page = { ...GONE, person: actorOf(request), kept: undefined, texts };
  sendPage(response, createElement(LostForm, page), 404);
};

/** Says that a form was neither taken nor kept, and gives its words back. */
export function giveBack(request: Request, response: Response, { message, status }: AppError): void {
  const page = {
    person: actorOf(request),
    title: 'This was not sent and is not kept',
    reason: message,
    kept: undefined,
    texts: wordsIn(formOf(request)),
  };
  sendPage(response, createElement(LostForm, page), status);
}

/**
 * Lets a form through that comes from whom it was opened as. What was typed in another's name, or after the session
 * had ended, is kept for them, unless they cannot come back for it.
 *
 * @param isKept false for a form whose text is a secret.
 */
function sortOut({ uploadMbPerDay: most }: FormLimits, isKept: boolean): RequestHandler {
  return async (request, response, next) => {
    const person = actorOf(request);
    const form = formOf(request);
    const owner = ownerOf(request, form);
    if (person !== undefined && (owner === undefined || owner.id === person.id)) {
      await stageNew(form, person.id, most);
      await addEarlier(form, person.id);
      return next();
    }
    let key: string | undefined;
    try {
      if (owner?.isProven === true && isKept) key = await keepTyped(request, owner.id, most);
    } catch (error) {
      if (error instanceof LimitError) return giveBack(request, response, error);
      if (!(error instanceof ForbiddenError)) throw error;
    }
    if (key === undefined) await discardFiles(received(form));
    if (person === undefined) {
      const back = key === undefined ? '' : `?next=${encodeURIComponent(`/kept/${key}`)}`;
      return response.redirect(303, `/login${back}`);
    }
    const page = { person, owner: await nameOf(owner?.id ?? 0), kept: key };
    sendPage(response, createElement(ForeignForm, page), 409);
  };
}

/** Reads a form that says as whom it was opened, before anybody knows who sends it. */
export function ownForm(limits: FormLimits, isKept = true): RequestHandler[] {
  return [...formBody, sortOut(limits, isKept)];
}

/** Like `ownForm`, with files. */
export function ownFormWithFiles(limits: FormLimits): RequestHandler[] {
  return [...formWithFiles, sortOut(limits, true)];
}

/** To come first where a form is taken: one that was restored is shown before it is sent, and what it lost is told. */
export function requireSent(request: Request): void {
  if (request.isRestored !== true) return;
  const lost = [formOf(request)[LOST_FILES] ?? []].flat().map(String);
  const told = ['This was not sent yet. Look it over and send it.', ...lost].join(' ');
  throw new AppError('restored', 200, told);
}

/** Forgets what waited for the form: its files that nothing was made of, and the form that it was restored from. */
export async function settle(request: Request): Promise<void> {
  const person = personOf(request);
  await forgetStaged(person.id, waitingFiles(request));
  const key = typed(formOf(request), KEPT_FORM);
  if (key !== '') await discardKeptForm(person, key);
}

/** What the forms of this request's page carry. */
export function marksOf(request: Request): FormMarks {
  const isForm = request.body !== undefined;
  return {
    owner: formOwner(request),
    restoredFrom: isForm ? typed(formOf(request), KEPT_FORM) : '',
    files: isForm ? waitingFiles(request) : [],
  };
}
