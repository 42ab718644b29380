import type { Policy } from './policy.ts';
import { userPolicy } from './user.ts';

const KNOWN: ReadonlySet<string> = new Set(['list', 'read', 'update']);

/** Profiles are read and changed as their users are; they come and go with them alone. */
export const profilePolicy: Policy = {
  may: (actor, action) => KNOWN.has(action) && userPolicy.may(actor, action),
  visibleTo: (actor) => userPolicy.visibleTo(actor),
};
