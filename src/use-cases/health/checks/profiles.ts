import { portal } from '../../../policies/actor.ts';
import { fixUserProfiles } from '../../people/fix-user-profiles.ts';
import type { Check } from '../check.ts';
import { counted } from '../../../counted.ts';

/** Whether each person has one profile, as `fix-user-profiles` finds it. */
export const profilesCheck: Check = {
  name: 'profiles',
  label: 'Profiles',
  group: 'data',
  isDear: true,
  async run() {
    const { length } = await fixUserProfiles(portal, { dryRun: true });
    if (length === 0) return { level: 'ok', text: 'Each person has one profile, and portal IDs differ.' };
    return {
      level: 'problem',
      text: `${counted(length, 'thing is', 'things are')} wrong with people's profiles or their table.`,
      advice:
        'See what with: npm run portal -- fix-user-profiles --dry-run; without --dry-run it is repaired.',
    };
  },
};
