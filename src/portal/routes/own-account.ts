import { Router, type RequestHandler, type Response } from 'express';
import { createElement } from 'react';
import { ThrottledError } from '../../errors.ts';
import type { Person } from '../../policies/actor.ts';
import { changeOwnPassword } from '../../use-cases/people/change-own-password.ts';
import { getOwnProfile } from '../../use-cases/people/get-own-profile.ts';
import { loadActor } from '../../use-cases/people/load-actor.ts';
import { updateOwnProfile } from '../../use-cases/people/update-own-profile.ts';
import { formBody, formOf, typed } from '../../web/form-body.ts';
import { sendPage } from '../../web/page.ts';
import { personOf, signedIn, startSession } from '../../web/session.ts';
import { noErrors, type FormErrors } from '../../web/views/fields.tsx';
import { PasswordPage } from '../views/password-page.tsx';
import { ProfilePage } from '../views/profile-page.tsx';
import { refusalOf } from './refused-form.ts';

/** What the profile form holds. */
interface ProfileForm {
  readonly phoneNumber: string;
  readonly emailNotifications: boolean;
}

interface ProfileAnswer {
  readonly form?: ProfileForm;
  readonly errors?: FormErrors;
  readonly saved?: boolean;
  readonly status?: number;
}

async function sendProfile(
  response: Response,
  person: Person,
  { form, errors = noErrors, saved = false, status = 200 }: ProfileAnswer,
): Promise<void> {
  const profile = await getOwnProfile(person);
  const page = createElement(ProfilePage, { person, profile, form: form ?? profile, errors, saved });
  sendPage(response, page, status);
}

const saveProfile: RequestHandler = async (request, response) => {
  const person = personOf(request);
  const sent = formOf(request);
  const emailNotifications = sent.emailNotifications !== undefined;
  try {
    // Checked by the use case: a form can hold anything.
    await updateOwnProfile(person, { phoneNumber: sent.phoneNumber as string, emailNotifications });
    response.redirect(303, '/profile?saved=1');
  } catch (error) {
    const errors = refusalOf(request, error);
    const form = { phoneNumber: typed(sent, 'phoneNumber'), emailNotifications };
    await sendProfile(response, person, { form, errors, status: errors.status });
  }
};

const savePassword: RequestHandler = async (request, response) => {
  const person = personOf(request);
  const { currentPassword, newPassword, repeatPassword } = formOf(request) as Record<string, string>;
  try {
    await changeOwnPassword(person, {
      currentPassword: currentPassword as string,
      newPassword: newPassword as string,
      repeatPassword: repeatPassword as string,
    });
  } catch (error) {
    const errors = refusalOf(request, error);
    if (error instanceof ThrottledError) response.set('Retry-After', String(error.retryAfter));
    sendPage(response, createElement(PasswordPage, { person, errors }), errors.status);
    return;
  }
  // All sessions ended with the old password; this browser's begins anew.
  const signedInAgain = await loadActor(person.id);
  if (signedInAgain !== undefined) await startSession(request, signedInAgain);
  response.redirect(303, '/profile?saved=password');
};

/** `/profile` and `/password`. */
export function ownAccount(): Router {
  const router = Router();
  router.get('/profile', signedIn, (request, response) =>
    sendProfile(response, personOf(request), { saved: request.query.saved !== undefined }),
  );
  router.post('/profile', signedIn, formBody, saveProfile);
  router.get('/password', signedIn, (request, response) => {
    sendPage(response, createElement(PasswordPage, { person: personOf(request), errors: noErrors }));
  });
  router.post('/password', signedIn, formBody, savePassword);
  return router;
}
