import { gateOf, isProving, type Gate } from './gate.ts';

/** Where people choose a new password. */
const PASSWORD_PAGE = '/password';

/** A password has to be changed. */
export const passwordDuty: Gate = {
  isDue: (request) => request.mustChangePassword === true,
  page: PASSWORD_PAGE,
  // Whoever has a second factor may have to give it first.
  serves: (path) => path === PASSWORD_PAGE || isProving(path),
  message:
    'Choose a new password first: the one you have was given to you. Open your password’s page for that.',
};

/** Lets somebody whose password has to be changed do that and nothing else. */
export const passwordGate = gateOf(passwordDuty);
