import { isSameText, textKey } from '../../../models/text.ts';
import type { ProfileValues } from './finding.ts';
import type { ProfileRow } from './read-facts.ts';

type Filled = Omit<ProfileValues, 'emailNotifications'>;

/** What the profile says; blank texts and departments that do not exist say nothing. */
export function valuesOf(profile: ProfileRow, departmentIds: ReadonlySet<number>): Filled {
  const { departmentId, phoneNumber, mainPortalId } = profile;
  return {
    ...(departmentId !== null && departmentIds.has(departmentId) ? { departmentId } : {}),
    ...(phoneNumber !== null && textKey(phoneNumber) !== '' ? { phoneNumber } : {}),
    ...(mainPortalId !== null && textKey(mainPortalId) !== '' ? { mainPortalId } : {}),
  };
}

function same(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' ? isSameText(one, other) : one === other;
}

/** What of `values` is not found in `present`. */
function differing(values: ProfileValues, present: ProfileValues): ProfileValues {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !same(value, present[name as keyof ProfileValues])),
  );
}

/** How several profiles of one person become one. */
export interface Merge<Row> {
  readonly keeper: Row;
  readonly others: readonly Row[];
  /** What the keeper lacked. */
  readonly taken: Filled;
  /** What the others said otherwise, one entry for each who did. */
  readonly removed: readonly ProfileValues[];
}

/** The better filled profile stays, of equals the earliest, and takes from the others what it lacks. */
export function mergeProfiles<Row extends ProfileRow>(
  profiles: readonly [Row, ...Row[]],
  departmentIds: ReadonlySet<number>,
): Merge<Row> {
  const ranked = profiles
    .map((profile) => ({ profile, values: valuesOf(profile, departmentIds) }))
    .toSorted(
      (a, b) => Object.keys(b.values).length - Object.keys(a.values).length || a.profile.id - b.profile.id,
    );
  const [best = { profile: profiles[0], values: {} }, ...rest] = ranked;
  const merged: Filled = Object.assign({}, ...ranked.toReversed().map(({ values }) => values));
  const { emailNotifications } = best.profile;
  const removed = rest.map(({ profile, values }) =>
    differing(
      { ...values, emailNotifications: profile.emailNotifications },
      { ...merged, emailNotifications },
    ),
  );
  return {
    keeper: best.profile,
    others: rest.map(({ profile }) => profile),
    taken: differing(merged, best.values),
    removed: removed.filter((values) => Object.keys(values).length > 0),
  };
}
