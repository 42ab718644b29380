import { isSameText } from '../database/text-key.ts';

export { compareTexts } from '../database/sort-key.ts';
export { isSameText } from '../database/text-key.ts';

/** The three groups that every portal has, in the one spelling that is shown; look-ups ignore letter case. */
export const GROUP = { admin: 'Admin', amcAdmin: 'AMC Admin', engineer: 'Engineer' } as const;

/** Their names, the most powerful first. */
export const GROUP_NAMES: readonly string[] = [GROUP.admin, GROUP.amcAdmin, GROUP.engineer];

/** True for the groups that every portal has: they keep their names and stay. */
export function isBuiltInGroup(name: string): boolean {
  return GROUP_NAMES.some((known) => isSameText(known, name));
}
