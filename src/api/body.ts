import express, { type RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/** Most bytes of a body that is no form. */
const BODY_LIMIT = '1mb';

const json = express.json({
  limit: BODY_LIMIT,
  strict: true,
  type: ['application/json', 'application/*+json'],
});

/** A body is JSON, unless the route takes files. */
const expectJson: RequestHandler = (request, _response, next) => {
  const hasBody =
    request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (hasBody && request.is(['application/json', 'application/*+json']) === false)
    throw new AppError('wrong_content_type', 415, 'Send JSON, with `Content-Type: application/json`.');
  next();
};

/** A list or a bare value is no object with fields. */
const expectObject: RequestHandler = (request, _response, next) => {
  if (Array.isArray(request.body)) throw new AppError('bad_request', 400, 'Send a JSON object.');
  next();
};

/** Reads a JSON object into `request.body`. */
export const jsonBody: RequestHandler[] = [expectJson, json, expectObject];
