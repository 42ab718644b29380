import type { Request, RequestHandler, Response } from 'express';
import { AppError, NotFoundError } from '../errors.ts';
import { rowIdOr, wholeNumber } from '../use-cases/whole-number.ts';
import { parseInput } from '../use-cases/parse-input.ts';
import { answerOnce, requestKey } from '../use-cases/tokens/answer-once.ts';
import { VersionNeededError } from './problem.ts';
import type { ApiSettings, Call, Route } from './route.ts';
import { holderOf } from './token-gate.ts';

const rowId = rowIdOr('');
const tagged = wholeNumber('', 0);

function idsOf(request: Request): Record<string, number> {
  return Object.fromEntries(
    Object.entries(request.params).map(([name, text]) => {
      const { data } = rowId.safeParse(text);
      if (data === undefined) throw new NotFoundError();
      return [name, data];
    }),
  );
}

/** The version that `If-Match` names; `*` is any. */
function versionOf(request: Request, { ifMatch }: Route): number | undefined {
  const header = request.get('if-match')?.trim();
  if (ifMatch === undefined || header === undefined || header === '*') {
    if (ifMatch === 'required' && header === undefined) throw new VersionNeededError();
    return undefined;
  }
  const { data } = tagged.safeParse(/^(?:W\/)?"(\d{1,10})"$/.exec(header)?.[1]);
  // What is no ETag of ours is no version that there is.
  return data ?? -1;
}

const KEY = /^[\x21-\x7e]{1,255}$/;

function keyOf(request: Request): string | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined) return undefined;
  if (KEY.test(key)) return requestKey(key);
  throw new AppError('bad_key', 400, 'An Idempotency-Key has 1 to 255 visible ASCII characters.');
}

function callOf(request: Request, response: Response, settings: ApiSettings, route: Route): Call {
  const { actor, scopes } = holderOf(request);
  return {
    actor,
    scopes,
    ids: idsOf(request),
    query: route.query === undefined ? undefined : parseInput(route.query, request.query),
    body: route.body === undefined ? undefined : parseInput(route.body, request.body ?? {}),
    version: versionOf(request, route),
    submissionKey: keyOf(request),
    settings,
    request,
    response,
  };
}

/** The record's version, where the answer has one. */
function setTag(response: Response, answer: unknown): void {
  const version =
    typeof answer === 'object' && answer !== null && 'version' in answer ? answer.version : undefined;
  if (typeof version === 'number') response.set('ETag', `"${version}"`);
}

function send(response: Response, status: number, body: string): void {
  response.status(status);
  if (status === 204) response.end();
  else response.type('application/json').send(body);
}

/** Answers by the route; what carries a key is done once. */
export function answerBy(route: Route, settings: ApiSettings): RequestHandler {
  const status = route.status ?? (route.answer === undefined ? 204 : 200);
  return async (request, response) => {
    const call = callOf(request, response, settings, route);
    const work = async () => {
      const answer = await route.handle(call);
      setTag(response, answer);
      return { status, body: answer === undefined ? '' : JSON.stringify(answer) };
    };
    if (route.answer === 'file') {
      await route.handle(call);
    } else if (call.submissionKey !== undefined && route.method === 'post' && route.takesFiles !== true) {
      // A token of the same person that lets less gets nothing of what another one was answered.
      const content = [call.scopes, route.method, request.originalUrl, request.body ?? {}, call.version];
      const kept = await answerOnce(call.actor, { key: call.submissionKey, content }, work);
      if (kept.isRepeated) {
        response.set('Idempotency-Replayed', 'true');
        setTag(response, kept.body === '' ? undefined : JSON.parse(kept.body));
      }
      send(response, kept.status, kept.body);
    } else {
      const { body } = await work();
      send(response, status, body);
    }
  };
}
