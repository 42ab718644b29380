import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { AppError, NotFoundError, StaleError } from '../errors.ts';
import { refusalFor, setRetry } from '../web/errors.ts';

/** How a refusal is told to programs: an outdated `If-Match` is no other conflict. */
function statusFor(error: AppError, request: Request): number {
  return error instanceof StaleError && request.get('if-match') !== undefined ? 412 : error.status;
}

function headersFor(error: AppError, response: Response): void {
  setRetry(response, error);
  if (error.status === 401) response.set('WWW-Authenticate', 'Bearer realm="Alpha Lab IT Complaint Portal"');
}

const WORDS: Readonly<Record<string, string>> = {
  bad_request: 'The request could not be read.',
};

function detailOf({ code, status, message }: AppError): string {
  if (status === 413) return 'The request is larger than this interface accepts.';
  return WORDS[code] ?? message;
}

/** Turns every error into `application/problem+json`; details of faults go to the log alone. */
export const problemHandler: ErrorRequestHandler = (reason: unknown, request, response, next) => {
  const error = refusalFor(reason);
  if (error.status >= 500) request.log.error({ err: reason }, 'request failed');
  if (response.headersSent) {
    next(reason);
    return;
  }
  headersFor(error, response);
  const status = statusFor(error, request);
  const hasFields = Object.keys(error.fields).length > 0;
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[status] ?? 'Error',
        status,
        detail: detailOf(error),
        code: status === 412 ? 'stale' : error.code,
        ...(hasFields ? { errors: error.fields } : {}),
        requestId: typeof request.id === 'string' ? request.id : '',
      }),
    );
};

/** The address names nothing. */
export class NoRouteError extends NotFoundError {
  constructor() {
    super('There is nothing at this address; the API’s own description, openapi.json, says what there is.');
  }
}

/** `If-Match` is missing where a change needs it. */
export class VersionNeededError extends AppError {
  constructor() {
    super(
      'version_needed',
      428,
      'Say with If-Match which version you saw: the ETag of the record. Otherwise you may undo what others did.',
    );
  }
}
