import express, { type Request, type RequestHandler, type Response } from 'express';
import { AppError } from '../errors.ts';
import { receiveForm } from './form-files.ts';
import { lookAgainAtForm } from './look-again.ts';
import { addField, MOST_FIELDS, readMultipart, type FormFields, type SentFile } from './multipart.ts';

/** Most bytes of a form without files. */
const FORM_BYTES = 250_000;
const URLENCODED_LIMIT = '100kb';

const readWithFiles = (request: Request, response: Response) =>
  receiveForm(request, () => lookAgainAtForm(request, response));

async function readForm(request: Request): Promise<FormFields> {
  const files = Object.create(null) as FormFields;
  const fields = await readMultipart(request, FORM_BYTES, (name, content, fileName) => {
    content.resume();
    addField(files, name, { fileName } satisfies SentFile);
  });
  return Object.assign(fields, files);
}

function multipart(read: (request: Request, response: Response) => Promise<FormFields>): RequestHandler {
  return async (request, response, next) => {
    if (request.is('multipart/form-data')) request.body = await read(request, response);
    next();
  };
}

const expectForm: RequestHandler = (request, _response, next) => {
  if (request.is(['application/x-www-form-urlencoded', 'multipart/form-data']) === false) {
    throw new AppError('wrong_content_type', 415, 'The portal expects a form here.');
  }
  next();
};

const settle: RequestHandler = async (request, response, next) => {
  request.body ??= {};
  await lookAgainAtForm(request, response);
  next();
};

const urlencoded = express.urlencoded({
  extended: false,
  limit: URLENCODED_LIMIT,
  parameterLimit: MOST_FIELDS,
});

/**
 * Reads a form into `request.body`, plain or multipart; any other content is refused with 415. Who is signed in may be another
 * matter afterwards: a form can take long.
 */
export const formBody: RequestHandler[] = [expectForm, urlencoded, multipart(readForm), settle];

/**
 * Like `formBody`, and takes in the files of the field `attachments`. They are stored: the route must hand the field
 * to a use case that keeps or removes them.
 */
export const formWithFiles: RequestHandler[] = [expectForm, urlencoded, multipart(readWithFiles), settle];

/**
 * The fields of a form that was refused, perhaps before anybody read it. Its files run past.
 *
 * @throws AppError where it cannot be read.
 */
export async function formOfRefused(request: Request, response: Response): Promise<FormFields> {
  if (request.body !== undefined || request.readableDidRead) return (request.body ?? {}) as FormFields;
  if (request.is('multipart/form-data')) return readForm(request);
  await new Promise<void>((resolve, reject) => {
    urlencoded(request, response, (error?: Error) => (error === undefined ? resolve() : reject(error)));
  });
  return (request.body ?? {}) as FormFields;
}

/** The fields that were read. */
export function formOf(request: Request): FormFields {
  return request.body as FormFields;
}

/** What was typed into a field, for showing it once more; anything but text counts as nothing. */
export function typed(form: FormFields, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value : '';
}
