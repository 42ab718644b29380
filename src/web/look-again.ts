import type { Request, Response } from 'express';
import { AppError, ForbiddenError } from '../errors.ts';
import { mayOpenPanel } from '../policies/panel.ts';
import { factorDuty } from './factor-gate.ts';
import { isBarred, type Gate } from './gate.ts';
import { passwordDuty } from './password-gate.ts';
import { PANEL_CLOSED } from './panel-closed.ts';
import { SESSION_ENDED } from './session-ended.ts';
import { actorOf } from './session.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** When it was last looked who acts, in milliseconds of the process's clock, and what looks again. */
    identified?: {
      at: number;
      readonly again: (request: Request, response: Response) => Promise<void>;
    };
  }
}

/** Who acts is certain for so long after it was looked, in milliseconds; a form that comes at once is not looked at twice. */
const CERTAIN_MS = 1000;

/**
 * To come after whatever may take long, as reading a body does, and before what was asked is done: where it did take long,
 * looks once more whose session or token it is and what they may do by now. Nobody is signed in afterwards where the session
 * ended meanwhile, or where something else is due first.
 *
 * @returns whether it was looked.
 * @throws AppError where it came with a token that works no more.
 */
export async function lookAgain(request: Request, response: Response): Promise<boolean> {
  const { identified } = request;
  if (identified === undefined || performance.now() - identified.at < CERTAIN_MS) return false;
  await identified.again(request, response);
  identified.at = performance.now();
  return true;
}

/** What somebody has to do before anything else answers them; undefined: nothing. */
function dueBefore(request: Request, response: Response): Gate | undefined {
  return [passwordDuty, factorDuty].find((duty) => isBarred(request, response, duty));
}

/**
 * The same in the portal, where a form is taken as one that came after the end of its session.
 *
 * @throws as `lookAgain` does.
 */
export async function lookAgainAtForm(request: Request, response: Response): Promise<void> {
  if (!(await lookAgain(request, response))) return;
  if (dueBefore(request, response) !== undefined) delete request.actor;
}

/**
 * The same in the panel, whose pages keep what was typed into them.
 *
 * @throws AppError where they are signed in no more; ForbiddenError where something else is due first, and where they may not open
 *   the panel any more.
 */
export async function lookAgainInPanel(request: Request, response: Response): Promise<void> {
  if (!(await lookAgain(request, response))) return;
  const person = actorOf(request);
  if (person === undefined) throw new AppError('session_ended', 401, SESSION_ENDED);
  const due = dueBefore(request, response);
  if (due !== undefined) throw new ForbiddenError(due.message);
  if (!mayOpenPanel(person)) throw new ForbiddenError(PANEL_CLOSED);
}
