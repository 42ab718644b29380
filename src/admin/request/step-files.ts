import type { Request, Response } from 'express';
import { AppError } from '../../errors.ts';
import { RefusedFile } from '../../use-cases/attachments/received-file.ts';
import { forgetStaged } from '../../use-cases/attachments/staged-files.ts';
import type { PanelStep } from '../../use-cases/complaints/steps/panel-step.ts';
import { PANEL_STEPS } from '../../use-cases/complaints/steps/panel-steps.ts';
import { receiveForm } from '../../web/form-files.ts';
import { lookAgainInPanel } from '../../web/look-again.ts';
import type { FormFields } from '../../web/multipart.ts';
import { addEarlier, KEPT_FILES, keptIds, received, stageNew } from '../../web/sent-files.ts';
import { personOf } from '../../web/session.ts';

/** Steps in which something is said take files. */
const SPOKEN = Object.entries<PanelStep>(PANEL_STEPS)
  .filter(([, { speech }]) => speech !== undefined)
  .map(([name]) => name);
const PATH = new RegExp(`^/api/resources/complaints/records/[1-9]\\d*/(${SPOKEN.join('|')})$`);

/** Pictures come by themselves while an answer is written. */
const PICTURES = '/api/resources/faqs/actions/addPicture';

/** Whether this is a form that takes files. */
export function takesFiles(request: Request): boolean {
  return (
    (PATH.test(request.path) || request.path === PICTURES) && request.is('multipart/form-data') !== false
  );
}

const GONE = 'A file was used already or is not kept any more. Attach it again.';

/** The script names files that came earlier in one field, with commas between their numbers. */
async function addWaiting(form: FormFields, ownerId: number): Promise<void> {
  const kept = form[KEPT_FILES];
  if (typeof kept !== 'string') return;
  form[KEPT_FILES] = kept.split(',');
  const before = received(form).length;
  await addEarlier(form, ownerId);
  // What was written must not go without them.
  if (received(form).length - before < keptIds(form).length)
    form.attachments = [new RefusedFile(GONE), ...[form.attachments ?? []].flat()];
}

/**
 * Reads the form of a step with its files, which wait until the step is taken. When it is neither taken nor to be sent
 * again, nothing of them is left.
 *
 * @param mostMb of files that one person may send within 24 hours.
 */
export async function readStepForm(
  request: Request,
  response: Response,
  mostMb: number,
): Promise<FormFields> {
  const { id } = personOf(request);
  const form = await receiveForm(request, () => lookAgainInPanel(request, response));
  await stageNew(form, id, mostMb);
  await addWaiting(form, id);
  const files = received(form);
  response.once('close', () => {
    if (response.locals.keepsFiles !== true)
      forgetStaged(id, files).catch((err: unknown) => request.log.error({ err }, 'files were not removed'));
  });
  return { ...form };
}

/** What a form can tell: the person mends it or tries again, and its files wait for that. */
const TELLABLE: ReadonlySet<number> = new Set([409, 422, 429, 500, 503]);

/** Runs a step; the files of one that was refused are kept for its next attempt. */
export async function keepingRefused<T>(response: unknown, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const status = error instanceof AppError ? error.status : 500;
    (response as Response).locals.keepsFiles = TELLABLE.has(status);
    throw error;
  }
}

/** The files of a refused form that wait for its next attempt, as the page is told of them. */
export function waitingIn(payload: FormFields): object {
  const files = received({ ...payload }).filter(({ stagedId }) => stagedId !== undefined);
  if (files.length === 0) return {};
  return { waiting: files.map(({ stagedId, name, sizeBytes }) => ({ stagedId, name, sizeBytes })) };
}
