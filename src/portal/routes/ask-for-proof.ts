import type { ErrorRequestHandler } from 'express';
import { LimitError, ProofNeededError } from '../../errors.ts';
import { actorOf } from '../../web/session.ts';
import { sitePath } from '../../web/site-address.ts';
import { withNext } from '../../web/views/with-next.ts';
import type { Waiting } from './kept-forms.ts';
import { giveBack, keepTyped, type FormLimits } from './own-form.ts';

/** Leads whoever has to confirm who they are to where they do; what they typed waits for them meanwhile. */
export function askForProof({ uploadMbPerDay }: FormLimits, waiting: Waiting): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const person = actorOf(request);
    const isPage = request.accepts(['html', 'json']) === 'html';
    if (!(error instanceof ProofNeededError) || person === undefined || !isPage) return next(error);
    // What is a secret, or over in a moment, is not kept: they begin anew on its page.
    if (request.method !== 'POST' || !waiting.takes(request.path))
      return response.redirect(303, withNext('/confirm', sitePath(request, response)));
    try {
      const key = await keepTyped(request, person.id, uploadMbPerDay);
      response.redirect(303, withNext('/confirm', `/kept/${key}`));
    } catch (fault) {
      if (!(fault instanceof LimitError)) throw fault;
      giveBack(request, response, fault);
    }
  };
}
