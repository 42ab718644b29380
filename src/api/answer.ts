import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { ForbiddenError, NotFoundError } from '../errors.ts';
import { keepingFiles } from '../use-cases/attachments/keeping-files.ts';
import { parseInput } from '../use-cases/parse-input.ts';
import { actOnce } from '../use-cases/submissions/act-once.ts';
import { answerOnce, formKey } from '../use-cases/tokens/answer-once.ts';
import { formOf } from '../web/form-body.ts';
import { filesOf } from '../web/sent-files.ts';
import { idsOf, keyOf, versionOf } from './asked.ts';
import type { ApiSettings, Call, Route } from './route.ts';
import { holderOf } from './token-gate.ts';

/** What a handler is told of a request. */
function callOf(request: Request, response: Response, settings: ApiSettings, route: Route): Call {
  const { actor, scopes } = holderOf(request);
  const key = keyOf(request);
  // Before what was sent is read: it may be for another record, or for one that changed.
  const version = versionOf(request, route);
  return {
    actor,
    scopes,
    ids: idsOf(request),
    version,
    query: route.query === undefined ? undefined : parseInput(route.query, request.query),
    body: route.body === undefined ? undefined : parseInput(route.body, request.body ?? {}),
    submissionKey: key === undefined ? undefined : formKey(key),
    settings,
    request,
    response,
  };
}

/** Does what is asked; what carries a key is done once. */
async function perform(route: Route, call: Call): Promise<unknown> {
  const { actor, request, response, submissionKey } = call;
  const key = route.method === 'post' ? keyOf(request) : undefined;
  if (key === undefined) return route.handle(call);
  const asked = [route.method, request.originalUrl, route.describe?.(call) ?? request.body ?? {}];
  // A token of the same person that lets less gets nothing of what came of another one.
  const sent = { key, content: [call.scopes, ...asked, call.version] };
  const { outcome, isRepeated } = await answerOnce(actor, sent, async () =>
    route.remembers === true
      ? route.handle(call)
      : actOnce(actor, { key: submissionKey, content: asked }, () => route.handle(call)),
  );
  if (isRepeated) response.set('Idempotency-Replayed', 'true');
  return outcome;
}

/** What is answered of what was done; undefined: nothing of it is theirs to see, or there is nothing. */
async function told(route: Route, call: Call, outcome: unknown): Promise<unknown> {
  if (route.answer === undefined) return undefined;
  if (route.tell === undefined) return outcome;
  try {
    return await route.tell(call, outcome);
  } catch (error) {
    // It was done: that they may not see it makes no refusal of it.
    if (error instanceof NotFoundError || error instanceof ForbiddenError) return undefined;
    throw error;
  }
}

/** The version of the record, by which `If-Match` goes, and a hash of all that is answered: not all of it counts the version up. */
function tagOf(answer: unknown, body: string): string | undefined {
  const version =
    typeof answer === 'object' && answer !== null && 'version' in answer ? answer.version : undefined;
  if (typeof version !== 'number') return undefined;
  return `"${version}-${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Whether it is known already; Express would send it to what fetch asks so, which wants caches alone left out. */
function isKnown(request: Request, tag: string): boolean {
  const tags = request.get('If-None-Match')?.split(',') ?? [];
  return tags.some((one) => one.trim().replace(/^W\//, '') === tag);
}

function send({ request, response }: Call, route: Route, outcome: unknown, answer: unknown): void {
  const { status = 200, method, made } = route;
  if (answer === undefined) {
    response.status(204).end();
    return;
  }
  const body = JSON.stringify(answer);
  const tag = tagOf(answer, body);
  if (tag !== undefined) response.set('ETag', tag);
  if (method === 'get' && tag !== undefined && isKnown(request, tag)) {
    response.status(304).end();
    return;
  }
  if (made !== undefined) response.location(`/api/v1${made}/${String(outcome)}`);
  response.status(status).type('application/json').send(body);
}

/** Answers by the route. */
export function answerBy(route: Route, settings: ApiSettings): RequestHandler {
  const answer = async (request: Request, response: Response) => {
    const call = callOf(request, response, settings, route);
    const outcome = await perform(route, call);
    if (route.answer === 'file') return;
    send(call, route, outcome, await told(route, call, outcome));
  };
  if (route.takesFiles !== true) return answer;
  // Of what is refused, and of what came before, nothing stays.
  return (request, response) =>
    keepingFiles({ attachments: filesOf(formOf(request)) }, () => answer(request, response));
}
