import { can, type Actor } from './actor.ts';
import type { Permission } from './permissions.ts';

/** An account that is changed, with what its person may do, be they active or not. */
export interface Account {
  readonly id: number | null;
  readonly rights: ReadonlySet<Permission>;
}

/** What another right includes: whoever acts on any complaint also acts on those that are assigned to them. */
const INCLUDED_IN: Partial<Record<Permission, Permission>> = { 'complaints.work': 'complaints.work_any' };

/** Those of these rights that somebody lacks, and so grants to nothing that acts for others. */
export function lackedBy(actor: Actor, rights: Iterable<Permission>): Permission[] {
  return [...rights].filter((right) => !can(actor, right) && !can(actor, INCLUDED_IN[right] ?? right));
}

function covers(actor: Actor, rights: ReadonlySet<Permission>): boolean {
  return lackedBy(actor, rights).length === 0;
}

/**
 * Whether somebody reaches no further than they may themselves: by a token, which would leave its scopes, and in their own
 * account, as nobody raises themselves. The right over security is one over others.
 */
function isBounded(actor: Actor, { id }: Account): boolean {
  return actor.isByToken === true || id === actor.id;
}

/**
 * Whether somebody may change by what an account is entered without its password: the address that links are sent to, and
 * the ID by which the main portal hands over. It is a way into the account, and takes the right over security where that
 * account may do more.
 */
export function mayChangeEntrance(actor: Actor, account: Account): boolean {
  if (can(actor, 'people.security') && !isBounded(actor, account)) return true;
  return covers(actor, account.rights);
}

/**
 * Whether somebody with the right over security may set the password, the groups or the flag of an account.
 *
 * @param after what its person may do afterwards.
 */
export function maySecure(actor: Actor, account: Account, after: ReadonlySet<Permission>): boolean {
  return !isBounded(actor, account) || (covers(actor, account.rights) && covers(actor, after));
}
