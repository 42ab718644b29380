import { Group } from '../../../models/group.ts';
import { findSameText } from '../../../models/text.ts';
import type { MatchRules } from '../../single-sign-on/rules.ts';
import type { Finding } from '../check.ts';

/** Groups of a mapping that are not there. */
export async function missingGroups({ groups }: MatchRules, setting: string): Promise<readonly Finding[]> {
  const missing: string[] = [];
  for (const { group } of groups)
    if ((await findSameText(Group, 'name', group)) === undefined) missing.push(group);
  if (missing.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `Nobody is put into groups that are not there: ${[...new Set(missing)].join(', ')}.`,
      advice: `Make them, or take them out of ${setting}.`,
    },
  ];
}
