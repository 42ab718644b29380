import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { Request } from 'express';
import { AppError } from '../errors.ts';

/** Longest name of a field, in characters. */
const NAME_LENGTH = 100;
/** Most fields of a form. */
export const MOST_FIELDS = 100;

/** How much may be typed into a form. */
export interface FormLimits {
  readonly fields: number;
  /** Of one field's text. */
  readonly fieldBytes: number;
  /** Of all texts together. */
  readonly typedBytes: number;
}

/** A description of 10,000 emoji fits. */
const PORTAL_FORM: FormLimits = { fields: MOST_FIELDS, fieldBytes: 64_000, typedBytes: 200_000 };

/** How much of a refused form, in bytes, and for how long, in milliseconds, is still read. */
const REST_BYTES = 64 * 1024 * 1024;
export const REST_MS = 30_000;

/** The fields of a form: text, or a list where a name came more than once, or a file's name. */
export type FormFields = Record<string, unknown>;

/** Stands in a form's fields for a file that was sent where none is taken. */
export interface SentFile {
  readonly fileName: string;
}

/** What becomes of a file: it must read the content to its end, or let it run past; `before`: the fields before it. */
export type FileReader = (field: string, content: Readable, fileName: string, before: FormFields) => void;

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
  // It is here whole: its connection serves others by then, and nothing more would end the watch over it.
  if (request.readableEnded || request.closed) return;
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

/**
 * A file's name as the person's computer has it: browsers escape what would end the header's quotes or its line, and
 * nothing else.
 */
function unescaped(name: string): string {
  return name.replaceAll('%22', '"').replaceAll(/%0D/gi, '\r').replaceAll(/%0A/gi, '\n');
}

function parser(request: Request, { fields, fieldBytes }: FormLimits): BusboyInstance {
  const limits = { fields, parts: fields, fieldSize: fieldBytes };
  try {
    const headers = { 'content-type': '', ...request.headers };
    return new Busboy({ headers, limits });
  } catch {
    letRunPast(request);
    throw unreadable();
  }
}

/** Puts what the parser finds into the fields, and refuses too much of it. Returns what ends the files with the form. */
function collect(
  form: BusboyInstance,
  fields: FormFields,
  read: FileReader,
  mostTyped: number,
  fail: (error: Error) => void,
): (error: Error) => void {
  const open = new Set<Readable>();
  let typedBytes = 0;
  // A part can come without a name, whatever the types say.
  form.on('field', (name: string | undefined, value, _nameTruncated, valueTruncated) => {
    typedBytes += Buffer.byteLength(value);
    const isLong = (name?.length ?? 0) > NAME_LENGTH;
    if (isLong || valueTruncated || typedBytes > mostTyped) fail(tooLarge());
    else if (name !== undefined) addField(fields, name, value);
  });
  form.on('file', (name: string | undefined, content: Readable, fileName?: string) => {
    open.add(content);
    for (const over of ['end', 'error', 'close']) content.once(over, () => open.delete(content));
    // Whoever reads it hears of it; without this, a form that breaks off would end the process.
    content.on('error', () => undefined);
    if ((name?.length ?? 0) > NAME_LENGTH) fail(tooLarge());
    // A file input that was left empty is sent, too: with an empty name, or by its type alone.
    if (name === undefined || fileName === undefined || fileName === '') content.resume();
    else read(name, content, unescaped(fileName), fields);
  });
  form.on('fieldsLimit', () => fail(tooLarge()));
  form.on('partsLimit', () => fail(tooLarge()));
  form.on('error', () => fail(unreadable()));
  return (error) => {
    for (const content of open) content.destroy(error);
  };
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
  limits: FormLimits = PORTAL_FORM,
): Promise<FormFields> {
  const fields = Object.create(null) as FormFields;
  const form = parser(request, limits);
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    let failed = false;
    const fail = (error: Error) => {
      if (failed) return;
      failed = true;
      reject(error);
      request.unpipe(form);
      letRunPast(request);
      endFiles(error);
      form.destroy();
    };
    const endFiles = collect(form, fields, read, limits.typedBytes, fail);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) fail(tooLarge());
    });
    request.on('error', () => fail(unreadable()));
    request.on('aborted', () => fail(unreadable()));
    form.on('finish', resolve);
    request.pipe(form);
  });
  return fields;
}
