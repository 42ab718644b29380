import type { Policy } from './policy.ts';
import { userPolicy } from './user.ts';

/** Profiles are read and changed as their users are; they come and go with them alone. */
export const profilePolicy: Policy = {
  may: (actor, action) => action !== 'create' && action !== 'delete' && userPolicy.may(actor, action),
  visibleTo: (actor) => userPolicy.visibleTo(actor),
};
