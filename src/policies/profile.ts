import { literal, Op } from 'sequelize';
import { can } from './actor.ts';
import { nothing, type Policy } from './policy.ts';
import { userPolicy } from './user.ts';

const KNOWN: ReadonlySet<string> = new Set(['list', 'read', 'update']);

/** Programs have one as everybody has, and nothing in it. */
const OF_PEOPLE = { userId: { [Op.notIn]: literal('(SELECT id FROM users WHERE is_service = 1)') } };

/** Profiles are read and changed as their users are; they come and go with them alone. */
export const profilePolicy: Policy = {
  may: (actor, action) => KNOWN.has(action) && userPolicy.may(actor, action),
  visibleTo: (actor) => (can(actor, 'people.view') ? OF_PEOPLE : nothing),
};
