import { ForbiddenError } from '../../errors.ts';
import type { Actor } from '../../policies/actor.ts';
import type { Permission } from '../../policies/permissions.ts';
import { mayChangeEntrance, maySecure, type Account } from '../../policies/reach.ts';

/** Said of the e-mail address or the main portal ID of somebody who may do more than whoever changes it. */
const NO_ENTRANCE =
  'This person may do more than you. Only somebody who may change passwords of others changes their e-mail address or main portal ID.';

/** What a change is about, by the fields that the journal tells. */
const ENTRANCES = ['email', 'profile.mainPortalId'];
const SECURED = ['groups', 'isSuperuser', 'mustChangePassword', 'passwordHash', 'secondFactor'];

function beyond(actor: Actor): string {
  return actor.isByToken === true
    ? 'A token reaches no further than its scopes: it lacks some of what this person may do, or would be able to do then.'
    : 'You cannot give yourself what you may not do already. Somebody else has to.';
}

/**
 * Why a change is refused by which somebody would come by more than they may do: into the account of a person who may do
 * more, or to rights for themselves, or for others by a token of narrow scopes; undefined where it is not.
 *
 * @param changed the fields that change, `passwordHash` for a password and `secondFactor` for what is given beside it.
 * @param after what the person may do afterwards.
 */
export function reasonBeyond(
  actor: Actor,
  account: Account,
  changed: Iterable<string>,
  after: ReadonlySet<Permission> = account.rights,
): string | undefined {
  const fields = new Set(changed);
  if (ENTRANCES.some((field) => fields.has(field)) && !mayChangeEntrance(actor, account)) return NO_ENTRANCE;
  const isSecured = SECURED.some((field) => fields.has(field));
  return isSecured && !maySecure(actor, account, after) ? beyond(actor) : undefined;
}

/**
 * Refuses such a change.
 *
 * @throws ForbiddenError.
 */
export function refuseBeyond(...change: Parameters<typeof reasonBeyond>): void {
  const reason = reasonBeyond(...change);
  if (reason !== undefined) throw new ForbiddenError(reason);
}
