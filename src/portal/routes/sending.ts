import { Router, type RequestHandler } from 'express';
import { AppError, ConflictError, InvalidInputError } from '../../errors.ts';
import { discardFiles } from '../../use-cases/attachments/keeping-files.ts';
import { forgetStaged } from '../../use-cases/attachments/staged-files.ts';
import { formOf, formWithFiles } from '../../web/form-body.ts';
import { ownerOf } from '../../web/form-owner.ts';
import { lostFiles, received, stageNew, waitingFiles } from '../../web/sent-files.ts';
import { actorOf } from '../../web/session.ts';
import { SESSION_ENDED } from '../../web/session-ended.ts';
import type { FormLimits } from './own-form.ts';

function takeAhead({ uploadMbPerDay }: FormLimits): RequestHandler {
  return async (request, response) => {
    const person = actorOf(request);
    const form = formOf(request);
    const owner = ownerOf(request, form);
    if (person === undefined || owner?.id !== person.id) {
      await discardFiles(received(form));
      if (person === undefined) throw new AppError('session_ended', 401, SESSION_ENDED);
      throw new ConflictError('This form was opened as somebody else.');
    }
    await stageNew(form, person.id, uploadMbPerDay);
    const waiting = waitingFiles(request);
    const lost = lostFiles(form);
    if (lost.length > 0) {
      await forgetStaged(person.id, waiting);
      throw new InvalidInputError({ attachments: lost.join(' ') });
    }
    response.json({ files: waiting.map(({ stagedId }) => stagedId) });
  };
}

/**
 * `/sending`: what a page asks before its form leaves it. Says whether whoever opened the form is still signed in, and
 * takes its files ahead of it; the form names them by the numbers that are answered.
 */
export function sending(limits: FormLimits): Router {
  const router = Router();
  router.post('/sending', formWithFiles, takeAhead(limits));
  return router;
}
