import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { createToken } from '../../use-cases/tokens/create-token.ts';
import type { MadeToken } from '../../use-cases/tokens/write-token.ts';
import { listTokens } from '../../use-cases/tokens/list-tokens.ts';
import { revokeToken } from '../../use-cases/tokens/revoke-token.ts';
import { formOf, typed } from '../../web/form-body.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { noErrors, type FormErrors } from '../../web/views/fields.tsx';
import { TokensPage, type TokenForm } from '../views/tokens-page.tsx';
import { idOf } from './id-of.ts';
import { marksOf, ownForm, requireSent, settle, type FormLimits } from './own-form.ts';
import { newKey, refusalOf } from './refused-form.ts';

type Settings = Pick<Config, 'timeZone'> & FormLimits;

const EMPTY: TokenForm = { name: '', days: '90', scopes: [] };
const TOLD: Readonly<Record<string, string>> = {
  revoked: 'The token is revoked: it works no more.',
  before:
    'This form was sent before: the token was shown then. Revoke it and make another if you have not copied it.',
};

interface Answer {
  readonly form?: TokenForm;
  readonly errors?: FormErrors & { readonly status?: number };
  readonly made?: MadeToken;
}

async function send(
  request: Request,
  response: Response,
  timeZone: string,
  answer: Answer = {},
): Promise<void> {
  const { form = EMPTY, errors = noErrors, made } = answer;
  const person = personOf(request);
  const { done } = request.query;
  const page = createElement(TokensPage, {
    person,
    tokens: await listTokens(person, person.id),
    form,
    errors,
    submissionKey: newKey(),
    made,
    told: typeof done === 'string' ? TOLD[done] : undefined,
    timeZone,
    marks: marksOf(request),
  });
  sendPage(response, page, answer.errors?.status ?? 200);
}

function formIn(request: Request): TokenForm {
  const form = formOf(request);
  const scopes = [form.scopes ?? []].flat().map(String);
  return { name: typed(form, 'name'), days: typed(form, 'days'), scopes };
}

/** Takes the form of a new token. */
export const makeToken =
  ({ timeZone }: Settings): RequestHandler =>
  async (request, response) => {
    const person = personOf(request);
    const form = formIn(request);
    try {
      requireSent(request);
      const { submissionKey } = formOf(request);
      const made = await createToken(person, person, { ...form, submissionKey });
      await settle(request);
      if (made === undefined) return response.redirect(303, '/profile/tokens?done=before');
      await send(request, response, timeZone, { made });
    } catch (error) {
      const errors = await refusalOf(request, error);
      await send(request, response, timeZone, { form, errors });
    }
  };

const revoke: RequestHandler = async (request, response) => {
  await revokeToken(personOf(request), idOf(request));
  response.redirect(303, '/profile/tokens?done=revoked');
};

/** `/profile/tokens`: by which programs act in one's name. */
export function tokens(settings: Settings): Router {
  const router = Router();
  router.get('/profile/tokens', signedIn, (request, response) => send(request, response, settings.timeZone));
  router.post('/profile/tokens', ownForm(settings, false), signedIn, makeToken(settings));
  router.post('/profile/tokens/:id/revoke', ownForm(settings, false), signedIn, revoke);
  return router;
}
