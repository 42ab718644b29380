import express, { type RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import { lookAgain } from '../web/look-again.ts';

/** Most bytes of a body that is no form. */
const BODY_LIMIT = '1mb';
/** How deep lists and objects stand in one another at most; nothing that is asked for needs half as much. */
const MOST_DEPTH = 20;

const json = express.json({
  limit: BODY_LIMIT,
  // What is no object is told below.
  strict: false,
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

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether a value goes deeper than anything has to; asked a level at a time, since whatever calls itself ends with it. */
function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_DEPTH) return true;
    level = level.flatMap((one) => Object.values(one).filter(isNested));
  }
  return false;
}

/** A list or a bare value is no object with fields. */
const expectObject: RequestHandler = ({ body }, _response, next) => {
  const sent: unknown = body;
  if (sent !== undefined && (!isNested(sent) || Array.isArray(sent)))
    throw new AppError('no_object', 400, 'Send a JSON object, which begins with `{`.');
  if (isTooDeep(sent))
    throw new AppError('too_deep', 400, `Lists and objects stand in one another ${MOST_DEPTH} deep at most.`);
  next();
};

/** Whoever sends it may have lost their token, or rights, while it came in. */
const askAgain: RequestHandler = async (request, response, next) => {
  await lookAgain(request, response);
  next();
};

/** Reads a JSON object into `request.body`. */
export const jsonBody: RequestHandler[] = [expectJson, json, expectObject, askAgain];
