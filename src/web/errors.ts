import { createElement } from 'react';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { translateDatabaseError } from '../database/errors.ts';
import { AppError, NotFoundError, ThrottledError } from '../errors.ts';
import { RETRY_SECONDS, sendPage } from './page.ts';
import { actorOf } from './session.ts';
import { ErrorPage } from './views/error-page.tsx';

const HEADINGS: Readonly<Record<number, string>> = {
  400: 'This request could not be read',
  401: 'Please sign in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible this way',
  409: 'This has changed meanwhile',
  413: 'Too large',
  415: 'Wrong kind of content',
  421: 'Not under this name',
  422: 'Something is not right',
  429: 'Too many attempts',
  503: 'Please try again in a moment',
};

const TEXTS: Readonly<Record<number, string>> = {
  400: 'What your browser sent could not be read.',
  413: 'What your browser sent is larger than the portal accepts.',
  415: 'The portal does not accept this kind of content.',
};

/** What Express and its parsers throw has a status and a text that is not meant for people. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** The refusal that a person may read; of a fault of ours only that there was one. */
export function refusalFor(reason: unknown): AppError {
  const error = translateDatabaseError(reason);
  if (error instanceof AppError) return error;
  // An address with a broken percent sign names nothing.
  if (error instanceof URIError) return new NotFoundError('There is no such page.');
  const status = statusOf(error);
  const text = TEXTS[status];
  if (status === 404) return new NotFoundError('There is no such page.');
  if (text !== undefined) return new AppError('bad_request', status, text);
  if (status < 500) return new AppError('bad_request', 400, 'What your browser sent could not be read.');
  return new AppError('internal', 500, 'Something went wrong on our side. It has been recorded.');
}

/** Says when trying again may help. */
export function setRetry(response: Response, error: AppError): void {
  if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
  if (error.status === 503) response.set('Retry-After', RETRY_SECONDS);
}

function send(request: Request, response: Response, error: AppError): void {
  const requestId = typeof request.id === 'string' ? request.id : '';
  setRetry(response, error);
  response.set('Cache-Control', 'no-store');
  response.vary('Accept');
  if (request.accepts(['html', 'json']) === 'json') {
    const { code, message, fields } = error;
    response.status(error.status).json({ error: { code, message, fields, requestId } });
    return;
  }
  const heading = HEADINGS[error.status] ?? 'Something went wrong';
  const { status, message } = error;
  const person = actorOf(request);
  const isInPanel = /^\/admin(\/|$)/.test(request.originalUrl.split('?')[0] ?? '');
  const page = { status, heading, message, requestId, person, isInPanel };
  sendPage(response, createElement(ErrorPage, page), status);
}

/** Answers what no route answered. */
export const notFound: RequestHandler = () => {
  throw new NotFoundError('There is no such page.');
};

/** Turns every error into a page or, for a client that prefers it, JSON; details go to the log alone. */
export const errorHandler: ErrorRequestHandler = (reason: unknown, request, response, next) => {
  const error = refusalFor(reason);
  if (error.status >= 500) request.log.error({ err: reason }, 'request failed');
  if (response.headersSent) {
    next(reason);
    return;
  }
  send(request, response, error);
};
