import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { AppError } from '../errors.ts';

/** Most bytes of all that was typed; a description of 10,000 emoji fits. */
const TYPED_BYTES = 200_000;
const FIELD_BYTES = 64_000;
/** Most fields of a form. */
export const MOST_FIELDS = 100;

/** How much of a refused form, in bytes, and for how long, in milliseconds, is still read. */
const REST_BYTES = 64 * 1024 * 1024;
const REST_MS = 30_000;

/** The fields of a form: text, or a list where a name came more than once, or a file's name. */
export type FormFields = Record<string, unknown>;

/** Stands in a form's fields for a file that was sent where none is taken. */
export interface SentFile {
  readonly fileName: string;
}

/** What becomes of a file: it must read the content to its end, or let it run past. */
export type FileReader = (field: string, content: Readable, fileName: string) => void;

const unreadable = () => new AppError('bad_request', 400, 'The form could not be read.');
const tooLarge = () => new AppError('too_large', 413, 'The form is larger than the portal accepts.');

/** Adds a field; a name that came before makes a list. */
export function addField(fields: FormFields, name: string, value: unknown): void {
  const earlier = fields[name];
  fields[name] = earlier === undefined ? value : [earlier, value].flat();
}

/**
 * Lets the rest of a refused form run past: while it is still being sent, a closed connection would keep the sender from
 * reading why. Whoever sends without end is cut off.
 */
function letRunPast(request: Request): void {
  let bytes = 0;
  const cutOff = () => request.socket.destroy();
  const timer = setTimeout(cutOff, REST_MS).unref();
  for (const over of ['end', 'close']) request.once(over, () => clearTimeout(timer));
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > REST_BYTES) cutOff();
  });
  request.resume();
}

function parser(request: Request): busboy.Busboy {
  const limits = { fields: MOST_FIELDS, parts: MOST_FIELDS, fieldSize: FIELD_BYTES, fieldNameSize: 100 };
  try {
    return busboy({ headers: request.headers, limits, defParamCharset: 'utf8' });
  } catch {
    letRunPast(request);
    throw unreadable();
  }
}

/** Puts what the parser finds into the fields, and refuses too much of it. */
function collect(
  form: busboy.Busboy,
  fields: FormFields,
  read: FileReader,
  fail: (error: Error) => void,
): void {
  let typedBytes = 0;
  form.on('field', (name, value, { nameTruncated, valueTruncated }) => {
    typedBytes += Buffer.byteLength(value);
    if (nameTruncated || valueTruncated || typedBytes > TYPED_BYTES) fail(tooLarge());
    else addField(fields, name, value);
  });
  form.on('file', (name, content: Readable, { filename }) => {
    // Whoever reads it hears of it; without this, a form that breaks off would end the process.
    content.on('error', () => undefined);
    // A file input that was left empty is sent, too, without a name.
    if (filename === undefined || filename === '') content.resume();
    else read(name, content, filename);
  });
  form.on('fieldsLimit', () => fail(tooLarge()));
  form.on('partsLimit', () => fail(tooLarge()));
  form.on('error', () => fail(unreadable()));
}

/**
 * Reads a multipart form while it comes in.
 *
 * @param mostBytes of the whole body.
 * @param read gets the files; their contents end with an error when the form does.
 * @throws AppError when the form is too large, broken, or breaks off.
 */
export async function readMultipart(
  request: Request,
  mostBytes: number,
  read: FileReader,
): Promise<FormFields> {
  const fields = Object.create(null) as FormFields;
  const form = parser(request);
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    let failed = false;
    const fail = (error: Error) => {
      if (failed) return;
      failed = true;
      reject(error);
      request.unpipe(form);
      letRunPast(request);
      form.destroy(error);
    };
    collect(form, fields, read, fail);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) fail(tooLarge());
    });
    request.on('error', () => fail(unreadable()));
    request.on('aborted', () => fail(unreadable()));
    form.on('close', resolve);
    request.pipe(form);
  });
  return fields;
}
