import type { Request, RequestHandler } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { AppError, InvalidInputError } from '../../errors.ts';
import { discardFiles } from '../../use-cases/attachments/keeping-files.ts';
import { ReceivedFile, RefusedFile } from '../../use-cases/attachments/received-file.ts';
import { stageFiles } from '../../use-cases/attachments/stage-files.ts';
import { forgetStaged, stagedFiles } from '../../use-cases/attachments/staged-files.ts';
import { keepForm } from '../../use-cases/kept-forms/keep-form.ts';
import { discardKeptForm, nameOf } from '../../use-cases/kept-forms/kept-forms.ts';
import { formBody, formOf, formWithFiles, typed } from '../../web/form-body.ts';
import { formOwner, OWNER_FIELD, ownerOf } from '../../web/form-owner.ts';
import type { FormFields } from '../../web/multipart.ts';
import { sendPage } from '../../web/page.ts';
import { actorOf, personOf } from '../../web/session.ts';
import type { FormMarks } from '../views/form-marks.tsx';
import { ForeignForm } from '../views/foreign-form.tsx';

declare module 'express-serve-static-core' {
  interface Request {
    /** The form was kept, and is shown once more before it is sent. */
    isRestored?: boolean;
  }
}

/** How much one person may send. */
export type FormLimits = Pick<Config, 'filingsPerHour' | 'uploadMbPerDay'>;

const FILES = 'attachments';
/** The fields by which a form names files that came earlier, and the kept form that it was restored from. */
const KEPT_FILES = 'keptFiles';
const KEPT_FORM = 'keptForm';
/** Never stored, whatever happens to the form. */
const SECRETS = /password/i;

function filesOf(form: FormFields): (ReceivedFile | RefusedFile)[] {
  const all = [form[FILES]].flat();
  return all.filter((file) => file instanceof ReceivedFile || file instanceof RefusedFile);
}

function received(form: FormFields): ReceivedFile[] {
  return filesOf(form).filter((file) => file instanceof ReceivedFile);
}

/** The files of the form that wait for it to be accepted. */
function waitingFiles(request: Request): readonly ReceivedFile[] {
  return received(formOf(request)).filter(({ stagedId }) => stagedId !== undefined);
}

function idsOf(value: unknown): number[] {
  const all = [value].flat().filter((one) => typeof one === 'string' && /^[1-9]\d{0,9}$/.test(one));
  return all.map(Number).slice(0, 20);
}

/** Puts what came now where it waits for the form to be accepted; what is too much is told with all else. */
async function stageNew(form: FormFields, ownerId: number, most: number): Promise<void> {
  const came = received(form);
  if (came.length === 0) return;
  const others = [form[FILES]].flat().filter((file) => !(file instanceof ReceivedFile));
  try {
    form[FILES] = [...(await stageFiles(ownerId, came, most)), ...others];
  } catch (error) {
    await discardFiles(came);
    if (!(error instanceof AppError)) throw error;
    const isFault = !(error instanceof InvalidInputError);
    form[FILES] = [new RefusedFile(error.message, isFault), ...others];
  }
}

/** Adds the files that an earlier form of this person brought. */
async function addEarlier(form: FormFields, ownerId: number): Promise<void> {
  const earlier = await stagedFiles(ownerId, idsOf(form[KEPT_FILES]));
  if (earlier.length > 0) form[FILES] = [...earlier, ...[form[FILES] ?? []].flat()];
}

/** Keeps for its owner what was typed. */
async function keep(request: Request, ownerId: number, most: number): Promise<string> {
  const form = formOf(request);
  await stageNew(form, ownerId, most);
  const waiting = waitingFiles(request).map(({ stagedId }) => String(stagedId));
  const texts = Object.entries(form).filter(
    ([name, value]) => typeof value === 'string' && !SECRETS.test(name) && name !== OWNER_FIELD,
  );
  const keptFiles = [...idsOf(form[KEPT_FILES]).map(String), ...waiting];
  return keepForm(ownerId, request.path, { ...Object.fromEntries(texts), [KEPT_FILES]: keptFiles });
}

/**
 * Lets a form through that comes from whom it was opened as. What was typed in another's name, or after the session
 * had ended, is kept for them.
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
    const key = owner?.isProven === true && isKept ? await keep(request, owner.id, most) : undefined;
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

/** To come first where a form is taken: one that was restored is shown before it is sent. */
export function requireSent(request: Request): void {
  if (request.isRestored !== true) return;
  throw new AppError('restored', 200, 'This was not sent yet. Look it over and send it.');
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
