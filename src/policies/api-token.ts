import { literal, Op } from 'sequelize';
import { can, type Actor } from './actor.ts';
import type { Permission } from './permissions.ts';
import { nothing, type Policy } from './policy.ts';

/** A token as far as the rules look. */
export interface TokenRow {
  readonly userId: number;
  /** Its person is a program. */
  readonly isProgram?: boolean | undefined;
}

const OF_PROGRAMS = literal('(SELECT id FROM users WHERE is_service = 1)');

/**
 * Everybody has tokens of their own; those of others are seen and revoked with the right over people's security, those
 * of programs also made by those who have programs.
 */
export const apiTokenPolicy: Policy<never, TokenRow> = {
  may(actor, action, row) {
    const isOwn = actor.id !== null && (row === undefined || row.userId === actor.id);
    const keepsIt = row?.isProgram === true && can(actor, 'integrations.edit');
    switch (action) {
      case 'list':
      case 'read':
      case 'delete':
        return isOwn || keepsIt || can(actor, 'people.security');
      case 'create':
        // The operator makes them on the command line, where no password is asked either.
        return isOwn || keepsIt || actor.id === null;
      default:
        return false;
    }
  },
  visibleTo(actor) {
    if (can(actor, 'people.security')) return {};
    if (actor.id === null) return nothing;
    if (!can(actor, 'integrations.edit')) return { userId: actor.id };
    return { [Op.or]: [{ userId: actor.id }, { userId: { [Op.in]: OF_PROGRAMS } }] };
  },
};

/** What a program may that acts with a token: what its person may at this moment, as far as the token goes. */
export function narrowed<Someone extends Actor>(actor: Someone, scopes: readonly string[]): Someone {
  const named = new Set(scopes);
  const permissions = new Set<Permission>([...actor.permissions].filter((one) => named.has(one)));
  const isAssignable = actor.isAssignable && permissions.has('complaints.work');
  return { ...actor, permissions, isAssignable, isByToken: true };
}
