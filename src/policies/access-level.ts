import { compareTexts, GROUP, isBuiltInGroup, isSameText } from '../models/group-names.ts';

/** A group as far as labels look. */
export interface NamedGroup {
  readonly name: string;
}

/** What a label is made of. */
export interface Membership {
  readonly isSuperuser: boolean;
  readonly groups?: readonly NamedGroup[];
}

/** The labels of the three groups, the highest first. */
const LEVELS = [
  { group: GROUP.admin, label: '🔑 Admin' },
  { group: GROUP.amcAdmin, label: '🔧 AMC Admin' },
  { group: GROUP.engineer, label: '⚙️ Engineer' },
] as const;

/** Of a superuser outside Admin. */
export const SUPERUSER_LEVEL = '🔑 Admin (superuser)';
/** Begins the label of those who are in further groups alone. */
export const FURTHER_LEVEL = '👥';
/** Of those in no group. */
export const NO_ACCESS = '🚫 No access';

/** The labels that do not depend on a further group's name, the highest first. */
export const ACCESS_LEVELS: readonly string[] = [
  LEVELS[0].label,
  SUPERUSER_LEVEL,
  LEVELS[1].label,
  LEVELS[2].label,
  NO_ACCESS,
];

/** The group behind a label; undefined for superusers, further groups and nobody's. */
export function groupOfLevel(label: string): string | undefined {
  return LEVELS.find((level) => level.label === label)?.group;
}

/**
 * The label of somebody's access to the panel, for lists of people. It comes from groups alone, the highest of several
 * counts; whoever is a superuser is shown as one, in whatever group below Admin they are.
 */
export function accessLevel({ isSuperuser, groups = [] }: Membership): string {
  const level = LEVELS.find(({ group }) => groups.some(({ name }) => isSameText(name, group)));
  if (isSuperuser && level?.group !== GROUP.admin) return SUPERUSER_LEVEL;
  if (level !== undefined) return level.label;
  const further = groups.map(({ name }) => name).filter((name) => !isBuiltInGroup(name));
  if (further.length === 0) return NO_ACCESS;
  return `${FURTHER_LEVEL} ${further.toSorted(compareTexts).join(', ')}`;
}

/** The same as the person reads it: staff are no people without access, they are staff. */
export function ownAccessLevel(membership: Membership): string {
  const level = accessLevel(membership);
  return level === NO_ACCESS ? 'Staff' : level;
}
