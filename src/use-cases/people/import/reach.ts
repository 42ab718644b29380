import type { Group } from '../../../models/group.ts';
import type { Actor } from '../../../policies/actor.ts';
import { reasonBeyond } from '../refuse-beyond.ts';
import type { Candidate } from './candidate.ts';
import type { Known } from './look-up.ts';

/** By what the account of somebody known is entered from elsewhere, as far as a row changes it. */
function changedEntrances(row: Candidate, known: Known): string[] {
  const user = known.users.get(row.key);
  if (user === undefined) return [];
  const changesEmail = row.person.email !== undefined && row.person.email !== user.email;
  const stored = known.profiles.get(user.id)?.mainPortalIdFolded ?? undefined;
  const changesPortalId = row.portalIdKey !== undefined && row.portalIdKey !== stored;
  return [...(changesEmail ? ['email'] : []), ...(changesPortalId ? ['profile.mainPortalId'] : [])];
}

/** Why a row would give whoever imports it more than they may do; undefined where it would not. */
export function reachFault(
  actor: Actor,
  row: Candidate,
  known: Known,
  addedGroups: readonly Group[],
): string | undefined {
  const id = known.users.get(row.key)?.id ?? null;
  const rights = known.rights.get(id ?? 0) ?? new Set();
  const added = addedGroups.flatMap((group) => [...(known.rightsOfGroups.get(group.id) ?? [])]);
  const changed = [...changedEntrances(row, known), ...(addedGroups.length > 0 ? ['groups'] : [])];
  // A person of the file that nobody is yet is no one's own account.
  return reasonBeyond(actor, { id: id ?? 0, rights }, changed, new Set([...rights, ...added]));
}
