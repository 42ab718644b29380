import type { RequestHandler } from 'express';
import { AppError } from '../../errors.ts';
import { nameOf } from '../../use-cases/kept-forms/kept-forms.ts';
import { OPENED_AS } from '../../web/session-ended.ts';
import { personOf } from '../../web/session.ts';

/** Refuses what a page sends that was opened as somebody else, before another tab was signed in to. */
export const refuseForeignPages: RequestHandler = async (request, _response, next) => {
  const opened = request.get(OPENED_AS);
  const person = personOf(request);
  if (request.method !== 'POST' || opened === undefined || opened === String(person.id)) return next();
  const name = /^[1-9]\d{0,8}$/.test(opened) ? await nameOf(Number(opened)) : '';
  const whose = name === '' ? 'somebody else' : name;
  throw new AppError(
    'opened_as_another',
    409,
    `This page was opened as ${whose}, and you are signed in as ${person.name} now, so nothing was saved. What you typed is still here: sign in as ${whose} in a new tab, then come back and send it again.`,
  );
};
