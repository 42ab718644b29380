import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
// The package has no types.
// @ts-expect-error see above
import formidable from 'express-formidable';
import { AppError } from '../errors.ts';
import { refuse } from './answers.ts';
import { isInherited, isUnfit } from './field-names.ts';

/** Largest body of one call of the panel, in bytes; its forms have text only. */
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

function taken(request: Request, fields: Record<string, unknown>): void {
  Object.assign(request, { fields, files: {}, express_formidable: { parsed: true } });
}

interface Part extends NodeJS.EventEmitter {
  readonly name?: string | null;
  readonly filename?: string | null;
}

/** formidable's form, as far as it is used here. */
interface Form {
  handlePart(part: Part): void;
}

/** Fields only: no form of the panel has files, so a file's bytes are dropped as they come. */
function fieldsOnly(onUnfit: () => void) {
  let fields = 0;
  return function onPart(this: Form, part: Part): void {
    fields += 1;
    if (isInherited(part.name ?? '')) onUnfit();
    else if (!part.filename && fields <= FIELDS) this.handlePart(part);
  };
}

const readMultipart: RequestHandler = (request, response, next) => {
  let unfit = false;
  const onPart = fieldsOnly(() => (unfit = true));
  const parse = formidable({ maxFieldsSize: BODY_BYTES, onPart }) as RequestHandler;
  let told = false;
  void parse(request, response, (error?: unknown) => {
    // It reports one error twice, by its event and by its callback.
    if (told) return;
    told = true;
    next((error === undefined || error === null) && !unfit ? undefined : unreadable());
  });
};

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

/**
 * Reads the body of a call into `request.fields`, as @adminjs/express expects it, within limits and before formidable
 * would: wrong types, sizes and files are refused or dropped here.
 */
export const readBody: RequestHandler = (request, response, next) => {
  const type = request.headers['content-type'];
  const length = request.headers['content-length'];
  if (request.method !== 'POST' || type === undefined || length === '0') {
    taken(request, {});
    next();
  } else if (Number(length ?? 0) > BODY_BYTES) {
    next(tooLarge());
  } else if (request.is('multipart/form-data') && length === undefined) {
    // Dropped files are read all the same; without a length there would be no end to them.
    next(new BodyError('length_required', 411, 'The request does not say how long it is.'));
  } else if (request.is('multipart/form-data')) {
    void readMultipart(request, response, next);
  } else if (request.is('application/json')) {
    void readWith(readJson)(request, response, next);
  } else if (request.is('application/x-www-form-urlencoded')) {
    void readWith(readUrlencoded)(request, response, next);
  } else {
    next(new BodyError('unsupported_type', 415, 'Send a form or JSON.'));
  }
};

/** Answers calls of the API that failed before or beside AdminJS in AdminJS's own form; pages go to the site's error page. */
export const answerApiErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (!request.path.startsWith('/api/') || response.headersSent) return next(error);
  const { status, body } = refuse(error);
  response.status(status).json(body);
};
