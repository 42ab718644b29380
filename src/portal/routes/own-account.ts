import { Router, type Request, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { ThrottledError } from '../../errors.ts';
import { mayOpenPanel } from '../../policies/panel.ts';
import { changeOwnPassword } from '../../use-cases/people/change-own-password.ts';
import { requireOwnFactor } from '../../use-cases/second-factor/due-factor.ts';
import { getOwnProfile } from '../../use-cases/people/get-own-profile.ts';
import type { SignedIn } from '../../use-cases/people/load-actor.ts';
import { updateOwnProfile } from '../../use-cases/people/update-own-profile.ts';
import { identitiesOf } from '../../use-cases/single-sign-on/identities.ts';
import { formOf, typed } from '../../web/form-body.ts';
import { nextPath } from '../../web/next-path.ts';
import { sendPage } from '../../web/page.ts';
import { startSession } from '../../web/begin-session.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { noErrors, type FormErrors } from '../../web/views/fields.tsx';
import { PasswordPage, type PasswordPageProps } from '../views/password-page.tsx';
import { ProfilePage } from '../views/profile-page.tsx';
import { marksOf, ownForm, requireSent, settle, type FormLimits } from './own-form.ts';
import { refusalOf } from './refused-form.ts';

/** What the profile form holds. */
interface ProfileForm {
  readonly phoneNumber: string;
  readonly emailNotifications: boolean;
  readonly awayUntil: string;
}

interface ProfileAnswer {
  readonly form?: ProfileForm;
  readonly errors?: FormErrors;
  readonly saved?: boolean;
  readonly status?: number;
}

async function sendProfile(
  request: Request,
  response: Response,
  { form, errors = noErrors, saved = false, status = 200 }: ProfileAnswer,
): Promise<void> {
  const person = personOf(request);
  const profile = await getOwnProfile(person);
  const page = createElement(ProfilePage, {
    person,
    profile,
    identities: await identitiesOf(person.id),
    form: form ?? profile,
    errors,
    saved,
    marks: marksOf(request),
  });
  sendPage(response, page, status);
}

/** Stores what somebody sets themselves. */
export const saveProfile: RequestHandler = async (request, response) => {
  const person = personOf(request);
  const sent = formOf(request);
  const emailNotifications = sent.emailNotifications !== undefined;
  try {
    // Checked by the use case: a form can hold anything.
    requireSent(request);
    const { phoneNumber, awayUntil } = sent as Record<string, string>;
    await updateOwnProfile(person, {
      // The form always has it: one that lacks it was not sent whole.
      phoneNumber: phoneNumber ?? null,
      emailNotifications,
      // Asked only of those to whom work is given.
      ...(awayUntil === undefined ? {} : { awayUntil }),
    });
    await settle(request);
    response.redirect(303, '/profile?saved=1');
  } catch (error) {
    const errors = await refusalOf(request, error);
    const form = {
      phoneNumber: typed(sent, 'phoneNumber'),
      emailNotifications,
      awayUntil: typed(sent, 'awayUntil'),
    };
    await sendProfile(request, response, { form, errors, status: errors.status });
  }
};

/** Why the form is there, and where it leads: somebody who was given a password goes on where they wanted to. */
function passwordForm(request: Request): Pick<PasswordPageProps, 'isDue' | 'next'> {
  const asked = request.method === 'POST' ? formOf(request).next : request.query.next;
  return { isDue: request.mustChangePassword === true, next: nextPath(asked) };
}

const savePassword: RequestHandler = async (request, response) => {
  const person = personOf(request);
  const { currentPassword, newPassword, repeatPassword } = formOf(request) as Record<string, string>;
  let signedInAgain: SignedIn | undefined;
  try {
    signedInAgain = await changeOwnPassword(person, {
      currentPassword: currentPassword as string,
      newPassword: newPassword as string,
      repeatPassword: repeatPassword as string,
    });
  } catch (error) {
    const errors = await refusalOf(request, error);
    if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
    const page = { person, marks: marksOf(request), errors, ...passwordForm(request) };
    sendPage(response, createElement(PasswordPage, page), errors.status);
    return;
  }
  const { isDue, next } = passwordForm(request);
  const { provider, factor } = request.session;
  // All sessions ended with the old password; this browser's begins anew.
  if (signedInAgain !== undefined) await startSession(request, signedInAgain, { provider, factor });
  if (!isDue) return response.redirect(303, '/profile?saved=password');
  response.redirect(303, next ?? (mayOpenPanel(person) ? '/admin' : '/'));
};

/** Nobody types a new password only to be asked for their second factor then. */
const askedFirst: RequestHandler = async (request, _response, next) => {
  await requireOwnFactor(personOf(request).id);
  next();
};

/** `/profile` and `/password`. */
export function ownAccount(limits: FormLimits): Router {
  const router = Router();
  router.get('/profile', signedIn, (request, response) =>
    sendProfile(request, response, { saved: request.query.saved !== undefined }),
  );
  router.post('/profile', ownForm(limits), saveProfile);
  router.get('/password', signedIn, askedFirst, (request, response) => {
    const page = { person: personOf(request), marks: marksOf(request), errors: noErrors };
    sendPage(response, createElement(PasswordPage, { ...page, ...passwordForm(request) }));
  });
  router.post('/password', ownForm(limits, false), savePassword);
  return router;
}
