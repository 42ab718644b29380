import type { Request, RequestHandler, Response } from 'express';
import { createElement } from 'react';
import { ThrottledError } from '../../errors.ts';
import { requireOwner } from '../../use-cases/people/sign-in-refusals.ts';
import { confirmByProvider } from '../../use-cases/single-sign-on/confirm-by-provider.ts';
import { refusalOf } from '../../use-cases/single-sign-on/refusal-of.ts';
import { SingleSignOnRefusedError } from '../../use-cases/single-sign-on/refusals.ts';
import { homeOf } from '../home-of.ts';
import { nextPath } from '../next-path.ts';
import { sendPage } from '../page.ts';
import { noteHalfProof, renewProof } from '../proof.ts';
import { actorOf, personOf } from '../session.ts';
import { NotConfirmedPage } from '../views/not-confirmed-page.tsx';
import { withNext } from '../views/with-next.ts';
import type { Asked } from './questions.ts';
import type { SingleSignOnParts } from './routes.ts';

function refuse(request: Request, response: Response, error: unknown, next: string | undefined): void {
  const refusal = refusalOf(error);
  const isThrottled = refusal instanceof ThrottledError;
  if (!isThrottled && !(refusal instanceof SingleSignOnRefusedError)) throw refusal;
  if (isThrottled) response.set('Retry-After', String(refusal.retryAfter));
  const heading = isThrottled ? 'Too many attempts' : refusal.heading;
  const page = { person: personOf(request), heading, message: refusal.message, next };
  sendPage(response, createElement(NotConfirmedPage, page), refusal.status);
}

/** Leads somebody who is signed in to the provider, which asks for their credentials whether it knows them or not. */
export const beginConfirming = ({ provider, questions }: SingleSignOnParts): RequestHandler => {
  return async (request, response) => {
    const next = nextPath(request.query.next);
    try {
      const question = questions.ask(request, response, next, personOf(request).id);
      response.redirect(303, await provider.signInAddress(question, true));
    } catch (error) {
      refuse(request, response, error, next);
    }
  };
};

/**
 * Takes the answer to that.
 *
 * @param query of the address that they came back to, with its question mark.
 */
export async function finishConfirming(
  request: Request,
  response: Response,
  question: Asked,
  query: string,
  { provider, othersVouch }: SingleSignOnParts,
): Promise<void> {
  const person = actorOf(request);
  const next = nextPath(question.next);
  // Their session ended meanwhile; who signs in anew has confirmed as much.
  if (person === undefined)
    return response.redirect(303, next === undefined ? '/login' : `/login?next=${encodeURIComponent(next)}`);
  await requireOwner(person, question.confirms);
  try {
    const said = { query, question, address: request.ip ?? '', othersVouch };
    if (await confirmByProvider(person, said, provider)) {
      await renewProof(request);
      return response.redirect(303, next ?? homeOf(person));
    }
    await noteHalfProof(request);
    response.redirect(303, withNext('/confirm', next));
  } catch (error) {
    refuse(request, response, error, next);
  }
}
