import type { Readable } from 'node:stream';
import busboy from 'busboy';
import express, { type Request, type RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/** Most bytes of a form without files; a description of 10,000 emoji fits. */
const MULTIPART_BYTES = 200_000;
const URLENCODED_LIMIT = '100kb';
const FIELD_BYTES = 64_000;
const MOST_FIELDS = 100;

/** The fields of a form: text, or a list where a name came more than once, or a file's name. */
export type FormFields = Record<string, unknown>;

/** Stands in a form's fields for a file that was sent along. */
export interface SentFile {
  readonly fileName: string;
}

const unreadable = () => new AppError('bad_request', 400, 'The form could not be read.');
const tooLarge = () => new AppError('too_large', 413, 'The form is larger than the portal accepts.');

function add(fields: FormFields, name: string, value: unknown): void {
  const earlier = fields[name];
  fields[name] = earlier === undefined ? value : [earlier, value].flat();
}

function parser(request: Request): busboy.Busboy {
  const limits = { fields: MOST_FIELDS, parts: MOST_FIELDS, fieldSize: FIELD_BYTES, fieldNameSize: 100 };
  try {
    return busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
  } catch {
    throw unreadable();
  }
}

async function readMultipart(request: Request): Promise<FormFields> {
  const fields = Object.create(null) as FormFields;
  const form = parser(request);
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      request.unpipe(form);
      request.resume();
      reject(error);
    };
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MULTIPART_BYTES) fail(tooLarge());
    });
    request.on('error', () => fail(unreadable()));
    request.on('aborted', () => fail(unreadable()));
    form.on('field', (name, value, info) => {
      if (info.valueTruncated || info.nameTruncated) fail(tooLarge());
      else add(fields, name, value);
    });
    form.on('file', (name, stream: Readable, { filename }) => {
      stream.resume();
      // A file input that was left empty is sent, too, without a name.
      if (filename !== undefined && filename !== '')
        add(fields, name, { fileName: filename } satisfies SentFile);
    });
    form.on('fieldsLimit', () => fail(tooLarge()));
    form.on('partsLimit', () => fail(tooLarge()));
    form.on('error', () => fail(unreadable()));
    form.on('close', resolve);
    request.pipe(form);
  });
  return fields;
}

const multipart: RequestHandler = async (request, response, next) => {
  if (!request.is('multipart/form-data')) return next();
  try {
    request.body = await readMultipart(request);
  } catch (error) {
    // The rest of what is being sent is not waited for.
    response.set('Connection', 'close');
    throw error;
  }
  next();
};

const expectForm: RequestHandler = (request, _response, next) => {
  if (request.is(['application/x-www-form-urlencoded', 'multipart/form-data']) === false) {
    throw new AppError('wrong_content_type', 415, 'The portal expects a form here.');
  }
  next();
};

const settle: RequestHandler = (request, _response, next) => {
  request.body ??= {};
  next();
};

/** Reads a form into `request.body`, plain or multipart; any other content is refused with 415. */
export const formBody: RequestHandler[] = [
  expectForm,
  express.urlencoded({ extended: false, limit: URLENCODED_LIMIT, parameterLimit: MOST_FIELDS }),
  multipart,
  settle,
];

/** The fields that `formBody` read. */
export function formOf(request: Request): FormFields {
  return request.body as FormFields;
}

/** What was typed into a field, for showing it once more; anything but text counts as nothing. */
export function typed(form: FormFields, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value : '';
}
