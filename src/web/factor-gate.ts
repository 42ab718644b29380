import { gateOf, isProving, type Gate } from './gate.ts';

/** Where people set up a second factor. */
const SECURITY_PAGE = '/profile/security';

/** A group requires a second factor of its people. */
export const factorDuty: Gate = {
  // A password that has to be changed comes first.
  isDue: (request) => request.mustSetUpFactor === true && request.mustChangePassword !== true,
  page: SECURITY_PAGE,
  serves: (path) => path === SECURITY_PAGE || path.startsWith(`${SECURITY_PAGE}/`) || isProving(path),
  message:
    'Set up a second factor first: a group of yours requires one. Open “Sign-in and security” in your profile for that.',
};

/** Lets somebody whom a group requires to have a second factor set one up, and do nothing else before. */
export const factorGate = gateOf(factorDuty);
