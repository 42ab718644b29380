import { can } from './actor.ts';
import { nothing, type Policy } from './policy.ts';

/** Everything there is, taken out and put back: by command and by the clock alone, as no page ever asks for it. */
export const backupPolicy: Policy<'make' | 'verify' | 'restore', object> = {
  may: (actor, action) =>
    ['make', 'verify', 'restore'].includes(action) && actor.id === null && can(actor, 'operations.view'),
  visibleTo: () => nothing,
};
