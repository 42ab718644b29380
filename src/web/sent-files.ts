import type { Request } from 'express';
import { AppError, InvalidInputError } from '../errors.ts';
import { discardFiles } from '../use-cases/attachments/keeping-files.ts';
import { GoneFile, ReceivedFile, RefusedFile } from '../use-cases/attachments/received-file.ts';
import { stageFiles } from '../use-cases/attachments/stage-files.ts';
import { stagedFiles } from '../use-cases/attachments/staged-files.ts';
import { formOf } from './form-body.ts';
import type { FormFields } from './multipart.ts';

const FILES = 'attachments';
/** The field by which a form names files that came earlier. */
export const KEPT_FILES = 'keptFiles';

/** All that came in the field of files, whatever became of it. */
export function filesOf(form: FormFields): unknown[] {
  return [form[FILES]].flat();
}

/** The files that came in with the form. */
export function received(form: FormFields): ReceivedFile[] {
  return filesOf(form).filter((file) => file instanceof ReceivedFile);
}

/** What is said of those that were sent and did not come in. */
export function lostFiles(form: FormFields): string[] {
  const refused = filesOf(form).filter((file) => file instanceof RefusedFile);
  return [...new Set(refused.map(({ reason }) => reason))];
}

/** The files of the form that wait for it to be accepted. */
export function waitingFiles(request: Request): readonly ReceivedFile[] {
  const files = received(formOf(request));
  return files.filter((file) => file.stagedId !== undefined && !(file instanceof GoneFile));
}

/** The numbers of the files that a form says came earlier. */
export function keptIds(form: FormFields): number[] {
  const all = [form[KEPT_FILES]].flat();
  return all
    .filter((one) => typeof one === 'string' && /^[1-9]\d{0,9}$/.test(one))
    .map(Number)
    .slice(0, 20);
}

/** Puts what came now where it waits for the form to be accepted; what is too much is told with all else. */
export async function stageNew(form: FormFields, ownerId: number, most: number): Promise<void> {
  const came = received(form);
  if (came.length === 0) return;
  const others = filesOf(form).filter((file) => !(file instanceof ReceivedFile));
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
export async function addEarlier(form: FormFields, ownerId: number): Promise<void> {
  const earlier = await stagedFiles(ownerId, keptIds(form));
  if (earlier.length > 0) form[FILES] = [...earlier, ...[form[FILES] ?? []].flat()];
}
