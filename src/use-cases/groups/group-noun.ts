import { Group } from '../../models/group.ts';
import { groupPolicy } from '../../policies/group.ts';
import type { Noun } from '../records/noun.ts';

/** Groups of people as plain records; what they allow is another question. */
export const groupNoun: Noun = {
  model: Group,
  policy: groupPolicy,
  attributeRules: {
    name: { action: 'rename', refusal: 'Every portal has this group, so its name stays as it is.' },
  },
};
