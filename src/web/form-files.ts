import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { InvalidInputError } from '../errors.ts';
import { discardFiles } from '../use-cases/attachments/keeping-files.ts';
import { receiveFile } from '../use-cases/attachments/receive-file.ts';
import { MOST_FILES, ReceivedFile, RefusedFile } from '../use-cases/attachments/received-file.ts';
import { addField, readMultipart, type FormFields, type SentFile } from './multipart.ts';

/** The field that files come in. */
const FILES_FIELD = 'attachments';
/**
 * Most bytes of a form with files. It is more than is kept of them: whoever chose a file that is too large is told so,
 * with all they typed, instead of losing the line.
 */
const FORM_BYTES = 128 * 1024 * 1024;

type Taken = ReceivedFile | RefusedFile;

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
    if (!(error instanceof InvalidInputError)) throw error;
    return new RefusedFile(error.message);
  }
}

/** All that came in, or the first failure once none of them is still being written. */
async function settled(coming: readonly Promise<Taken>[], reading: Promise<unknown>): Promise<Taken[]> {
  const [read, ...files] = await Promise.allSettled([reading, ...coming]);
  const failed = [read, ...files].find((result) => result?.status === 'rejected');
  const taken = files.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
  if (failed === undefined) return taken;
  await discardFiles(taken.filter((file) => file instanceof ReceivedFile));
  throw failed.reason;
}

/**
 * Reads a multipart form whose files are stored while they come in. When the form fails or breaks off, nothing of
 * them is left.
 */
export async function receiveForm(request: Request): Promise<FormFields> {
  const coming: Promise<Taken>[] = [];
  const misplaced: [string, SentFile][] = [];
  const reading = readMultipart(request, FORM_BYTES, (field, content, fileName) => {
    if (field === FILES_FIELD) {
      coming.push(take(content, fileName, coming.length));
    } else {
      content.resume();
      misplaced.push([field, { fileName }]);
    }
  });
  const fields = await reading.catch(() => Object.create(null) as FormFields);
  const files = await settled(coming, reading);
  for (const [name, file] of misplaced) addField(fields, name, file);
  if (files.length > 0) addField(fields, FILES_FIELD, files);
  return fields;
}
