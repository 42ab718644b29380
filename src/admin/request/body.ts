import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { AppError } from '../../errors.ts';
import { lookAgainInPanel } from '../../web/look-again.ts';
import { readMultipart } from '../../web/multipart.ts';
import { refuse } from './answers.ts';
import { isUnfit } from './field-names.ts';
import { importOf, readImportForm } from './import-file.ts';
import { readStepForm, takesFiles } from './step-files.ts';

/** Largest body of one call of the panel, in bytes; the forms without files. */
const BODY_BYTES = 1_000_000;
const FIELDS = 2000;

declare module 'express-serve-static-core' {
  interface Request {
    fields?: Record<string, unknown>;
    files?: Record<string, unknown>;
    express_formidable?: { readonly parsed: boolean };
  }
}

class BodyError extends AppError {}

const tooLarge = () => new BodyError('too_large', 413, 'This is more than one form can hold.');
const unreadable = () => new BodyError('unreadable', 400, 'The request could not be read.');

function taken(request: Request, fields: Record<string, unknown>, files: Record<string, unknown> = {}): void {
  Object.assign(request, { fields, files, express_formidable: { parsed: true } });
}

/** Texts only: the bytes of files are dropped as they come. */
const readMultipartForm: RequestHandler = async (request, _response, next) => {
  const limits = { fields: FIELDS, fieldBytes: BODY_BYTES, typedBytes: BODY_BYTES };
  const fields = await readMultipart(request, BODY_BYTES, (_field, content) => content.resume(), limits);
  if (isUnfit(fields)) throw unreadable();
  taken(request, { ...fields });
  next();
};

/** What is said about a complaint comes with files. */
function readFormWithFiles(mostMb: number): RequestHandler {
  return async (request, response, next) => {
    const { attachments, ...fields } = await readStepForm(request, response, mostMb);
    if (isUnfit(fields)) throw unreadable();
    taken(request, fields, attachments === undefined ? {} : { attachments });
    next();
  };
}

/** A file to import, which stays in memory. */
function readImport(kind: NonNullable<ReturnType<typeof importOf>>): RequestHandler {
  return async (request, _response, next) => {
    const { fields, file } = await readImportForm(request, kind);
    if (isUnfit(fields)) throw unreadable();
    taken(request, { ...fields }, file === undefined ? {} : { file });
    next();
  };
}

const readJson = express.json({ limit: BODY_BYTES });
const readUrlencoded = express.urlencoded({ limit: BODY_BYTES, extended: false, parameterLimit: FIELDS });

/** Passes on what a parser of Express read; anything but an object of fields is refused. */
function readWith(parser: RequestHandler): RequestHandler {
  return (request, response, next) => {
    void parser(request, response, (error?: unknown) => {
      if (error !== undefined && error !== null) {
        const status = typeof error === 'object' && 'status' in error ? error.status : 400;
        return next(status === 413 ? tooLarge() : unreadable());
      }
      const body: unknown = request.body;
      if (typeof body !== 'object' || body === null || Array.isArray(body) || isUnfit(body))
        return next(unreadable());
      taken(request, { ...body });
      next();
    });
  };
}

const readNothing: RequestHandler = (request, _response, next) => {
  taken(request, {});
  next();
};

const askAgain: RequestHandler = async (request, response, next) => {
  await lookAgainInPanel(request, response);
  next();
};

/** How the body of this request is read. */
function readerFor(request: Request, withFiles: RequestHandler): RequestHandler {
  const type = request.headers['content-type'];
  const length = request.headers['content-length'];
  if (request.method !== 'POST' || type === undefined || length === '0') return readNothing;
  if (takesFiles(request)) return withFiles;
  const kind = importOf(request);
  if (kind !== undefined) return readImport(kind);
  if (Number(length ?? 0) > BODY_BYTES) throw tooLarge();
  if (request.is('multipart/form-data')) return readMultipartForm;
  if (request.is('application/json')) return readWith(readJson);
  if (request.is('application/x-www-form-urlencoded')) return readWith(readUrlencoded);
  throw new BodyError('unsupported_type', 415, 'Send a form or JSON.');
}

/**
 * Reads the body of a call into `request.fields`, as @adminjs/express expects it. It mounts express-formidable behind
 * this, which leaves alone what is marked as parsed: it would store whatever calls itself a file, before anybody asked
 * who sends it, and never remove it. Who that is, is asked once more where reading took long.
 *
 * @param mostMb of files that one person may send within 24 hours.
 */
export function readBody(mostMb: number): RequestHandler[] {
  const withFiles = readFormWithFiles(mostMb);
  return [(request, response, next) => readerFor(request, withFiles)(request, response, next), askAgain];
}

/** Answers calls of the API that failed before or beside AdminJS in AdminJS's own form; pages go to the site's error page. */
export const answerApiErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (!request.path.startsWith('/api/') || response.headersSent) return next(error);
  const { status, body } = refuse(error);
  response.status(status).json(body);
};
