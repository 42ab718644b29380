import { textKey } from '../../../models/text.ts';
import { portalIdFrom } from '../../../models/user-profile.ts';
import type { Finding, Problem, Somebody } from './finding.ts';
import { mergeProfiles, valuesOf } from './merge-profiles.ts';
import type { Facts, ProfileRow } from './read-facts.ts';
import { tell } from './tell.ts';

interface Owned extends ProfileRow {
  readonly owner: Somebody;
}

/** Profiles by their owner, and a problem for each that has none. */
function sortByOwner(facts: Facts, problems: Problem[]): Map<number, Owned[]> {
  const owned = new Map<number, Owned[]>();
  for (const profile of facts.profiles) {
    const owner = facts.users.get(profile.userId ?? 0);
    if (owner === undefined) {
      const { id: profileId, userId } = profile;
      const removed = valuesOf(profile, facts.departmentIds);
      problems.push({ kind: 'orphaned_profile', profileId, userId, removed });
    } else {
      owned.set(owner.userId, [...(owned.get(owner.userId) ?? []), { ...profile, owner }]);
    }
  }
  return owned;
}

/** The key that is stored with an ID which a profile takes over. */
function keyOf(mainPortalId: string): string | null {
  return textKey(mainPortalId) || null;
}

/** The one profile that each owner keeps, and a problem for each who had more. */
function keepOneEach(owned: ReadonlyMap<number, Owned[]>, facts: Facts, problems: Problem[]): Owned[] {
  const kept: Owned[] = [];
  for (const profiles of owned.values()) {
    const [only, ...more] = profiles;
    if (only === undefined) continue;
    if (more.length === 0) {
      kept.push(only);
      continue;
    }
    const { keeper, others, taken, removed } = mergeProfiles([only, ...more], facts.departmentIds);
    const mainPortalIdFolded =
      taken.mainPortalId === undefined ? keeper.mainPortalIdFolded : keyOf(taken.mainPortalId);
    kept.push({ ...keeper, ...taken, mainPortalIdFolded });
    problems.push({
      kind: 'duplicate_profiles',
      ...keeper.owner,
      keptProfileId: keeper.id,
      removedProfileIds: others.map(({ id }) => id),
      taken,
      removed,
    });
  }
  return kept.toSorted((a, b) => a.id - b.id);
}

function departmentProblems(kept: readonly Owned[], facts: Facts): Problem[] {
  return kept.flatMap(({ id, owner, departmentId }) =>
    departmentId === null || facts.departmentIds.has(departmentId)
      ? []
      : [{ kind: 'department_gone', ...owner, profileId: id, departmentId } as const],
  );
}

/** Blank ones first and those that are taken next, so that the IDs are free before others are made tidy. */
function portalIdProblems(kept: readonly Owned[]): Problem[] {
  const blank: Problem[] = [];
  const taken: Problem[] = [];
  const untidy: Problem[] = [];
  const holders = new Map<string, Somebody>();
  for (const { id: profileId, owner, mainPortalId: before, mainPortalIdFolded: stored } of kept) {
    const after = before === null ? null : portalIdFrom(before);
    if (before === null || after === null) {
      if (before !== after || stored !== null) blank.push({ kind: 'blank_portal_id', ...owner, profileId });
      continue;
    }
    const key = textKey(after);
    const keptBy = holders.get(key);
    if (keptBy !== undefined) {
      taken.push({ kind: 'duplicate_portal_id', ...owner, profileId, removed: before, keptBy });
      continue;
    }
    holders.set(key, owner);
    if (after !== before) untidy.push({ kind: 'untrimmed_portal_id', ...owner, profileId, before, after });
    else if (key !== stored) untidy.push({ kind: 'unkeyed_portal_id', ...owner, profileId, before });
  }
  return [...blank, ...taken, ...untidy];
}

/**
 * Everything that is wrong, in the order in which it is to be repaired: after each step the constraints hold that held
 * before it. Of several profiles with the same portal ID the earliest keeps it.
 */
export function planRepair(facts: Facts): Finding[] {
  const problems: Problem[] = [...facts.repeated];
  const owned = sortByOwner(facts, problems);
  const kept = keepOneEach(owned, facts, problems);
  problems.push(...departmentProblems(kept, facts), ...portalIdProblems(kept));
  for (const [id, user] of facts.users) {
    if (!owned.has(id)) problems.push({ kind: 'missing_profile', ...user });
  }
  problems.push(...facts.schema);
  return problems.map((problem) => ({ ...problem, message: tell(problem) }));
}
