import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { InvalidInputError, UnavailableError } from '../errors.ts';
import { log } from '../log.ts';
import { fileName } from '../use-cases/attachments/file-name.ts';
import { discardFiles } from '../use-cases/attachments/keeping-files.ts';
import { receiveFile } from '../use-cases/attachments/receive-file.ts';
import { MOST_FILES } from '../use-cases/attachments/file-limits.ts';
import { ReceivedFile, RefusedFile } from '../use-cases/attachments/received-file.ts';
import { ownerOf } from './form-owner.ts';
import { addField, readMultipart, type FormFields, type SentFile } from './multipart.ts';
import { actorOf } from './session.ts';

/** The field that files come in. */
const FILES_FIELD = 'attachments';
/**
 * Most bytes of a form with files. It is more than is kept of them: whoever chose a file that is too large is told so,
 * with all they typed, instead of losing the line.
 */
const FORM_BYTES = 128 * 1024 * 1024;

type Taken = ReceivedFile | RefusedFile;

/** What is said of a file that could not be taken in; undefined when the sender broke off. */
function refusalOf(error: unknown, name: string): RefusedFile | undefined {
  if (error instanceof InvalidInputError) return new RefusedFile(error.message);
  if (!(error instanceof UnavailableError)) return undefined;
  log.error({ err: error }, 'a file could not be taken in');
  return new RefusedFile(
    `${name} could not be stored: the portal has no room for files at the moment. Try again later, or send your text without it.`,
    true,
  );
}

/** Takes in one file, or says why not; the rest of the form is read in any case. */
async function take(content: Readable, name: string, place: number): Promise<Taken> {
  if (place >= MOST_FILES) {
    content.resume();
    return new RefusedFile(`Attach at most ${MOST_FILES} files.`);
  }
  try {
    return await receiveFile(content, name);
  } catch (error) {
    content.resume();
    const refusal = refusalOf(error, fileName(name));
    if (refusal === undefined) throw error;
    return refusal;
  }
}

/** All that came in, once `look` has passed, or the first failure; nothing of the files is left then. */
async function sorted(
  results: readonly PromiseSettledResult<Taken>[],
  reading: unknown,
  look: () => Promise<unknown>,
): Promise<Taken[]> {
  const taken = results.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
  try {
    if (reading !== undefined) throw reading;
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    await look();
    return taken;
  } catch (error) {
    await discardFiles(taken.filter((file) => file instanceof ReceivedFile));
    throw error;
  }
}

/** Strangers' files are not taken in, but those of a form that was drawn for somebody whose session has ended. */
function maySend(request: Request, before: FormFields): boolean {
  return actorOf(request) !== undefined || ownerOf(request, before)?.isProven === true;
}

/**
 * Reads a multipart form whose files are stored while they come in. When the form fails or breaks off, nothing of
 * them is left.
 *
 * @param look asks once more who sends it, which may have taken long.
 */
export async function receiveForm(request: Request, look: () => Promise<unknown>): Promise<FormFields> {
  // Settled, since one that fails long before the form ends is one that nobody awaits yet: that would end the process.
  const coming: Promise<PromiseSettledResult<Taken>[]>[] = [];
  const misplaced: [string, SentFile][] = [];
  const early: string[] = [];
  let failure: unknown;
  const fields = await readMultipart(request, FORM_BYTES, (field, content, name, before) => {
    if (!maySend(request, before)) {
      content.resume();
      if (field === FILES_FIELD) early.push(fileName(name));
    } else if (field === FILES_FIELD) {
      coming.push(Promise.allSettled([take(content, name, coming.length)]));
    } else {
      content.resume();
      misplaced.push([field, { fileName: name }]);
    }
  }).catch((error: unknown) => {
    failure = error;
    return Object.create(null) as FormFields;
  });
  const files = await sorted((await Promise.all(coming)).flat(), failure, look);
  for (const [name, file] of misplaced) addField(fields, name, file);
  const lost = early.map((name) => new RefusedFile(`${name} did not come along: please attach it again.`));
  const all = [...lost, ...files];
  if (all.length > 0) addField(fields, FILES_FIELD, all);
  return fields;
}
