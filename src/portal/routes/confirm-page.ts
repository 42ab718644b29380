import type { Request, RequestHandler, Response } from 'express';
import { createElement } from 'react';
import type { Config } from '../../config.ts';
import { passkeysHere } from '../../use-cases/passkeys/pass-by-passkey.ts';
import { waysToConfirm, type WaysToConfirm } from '../../use-cases/people/ways-to-confirm.ts';
import type { DirectoryWay } from '../../use-cases/single-sign-on/enter-by-directory.ts';
import { sendPage } from '../../web/page.ts';
import { deskOf } from '../../web/passkeys/desk.ts';
import { isHalfProven, isProven } from '../../web/proof.ts';
import { actorOf, personOf } from '../../web/session.ts';
import type { FormErrors } from '../../web/views/fields.tsx';
import { ConfirmPage } from '../views/confirm-page.tsx';
import type { Waiting } from './kept-forms.ts';
import { marksOf } from './own-form.ts';

/** Where people have credentials. */
export interface ConfirmParts extends Pick<Config, 'oidc'> {
  readonly directory: DirectoryWay | undefined;
}

/** What the routes are made of. */
export interface Parts extends ConfirmParts {
  readonly waiting: Waiting;
}

/** The key of the form that waits at a path; undefined: none does. */
export function keptAt(path: string | undefined): string | undefined {
  return /^\/kept\/([\w-]{24})$/.exec(path ?? '')?.[1];
}

function waysOf(request: Request, { oidc, directory }: ConfirmParts): Promise<WaysToConfirm> {
  return waysToConfirm(personOf(request), { directory, hasProvider: oidc !== undefined });
}

/** Whether one of their passkeys answers to this page. */
async function hasPasskeyHere(request: Request): Promise<boolean> {
  const site = deskOf(request).siteOf(request);
  return site !== undefined && (await passkeysHere(personOf(request).id, site.rpId)).length > 0;
}

/** Shows the page. */
export async function sendConfirm(
  request: Request,
  response: Response,
  parts: Parts,
  given: { readonly next: string | undefined; readonly errors: FormErrors; readonly status?: number },
): Promise<void> {
  const { hasPassword, hasProvider, due } = await waysOf(request, parts);
  const key = keptAt(given.next);
  const what = key === undefined ? undefined : await parts.waiting.whatOf(personOf(request), key);
  const page = createElement(ConfirmPage, {
    person: personOf(request),
    marks: marksOf(request),
    errors: given.errors,
    next: given.next,
    isKept: key !== undefined,
    what,
    hasPassword,
    due,
    isHalf: due !== undefined && isHalfProven(request),
    service: hasProvider ? parts.oidc?.name : undefined,
    hasPasskey: await hasPasskeyHere(request),
  });
  response.set('Cache-Control', 'no-store');
  sendPage(response, page, given.status);
}

/** Tells a dialog of the panel how its person can confirm who they are, and whether they have by now. */
export const tellWays = (parts: ConfirmParts): RequestHandler => {
  return async (request, response) => {
    const person = actorOf(request);
    if (person === undefined) {
      response.json({ person: null });
      return;
    }
    const { hasPassword, hasProvider, due } = await waysOf(request, parts);
    const service = hasProvider ? parts.oidc?.name : undefined;
    const hasPasskey = await hasPasskeyHere(request);
    const now = { person: person.id, isProven: isProven(request) };
    response.json({ ...now, hasPassword, due: due ?? null, hasPasskey, service: service ?? null });
  };
};
