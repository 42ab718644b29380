import { addFollower, removeFollower, unfollowComplaint } from './follow-complaint.ts';
import type { PortalStep } from './portal-step.ts';

/** The forms by which a reporter says who follows the complaint, and a follower leaves it. */
export const FOLLOWER_STEPS = {
  addFollower: {
    step: 'addFollower',
    form: 'followers',
    label: 'Add a colleague',
    heading: () => 'Should a colleague follow this, too?',
    isFolded: () => true,
    asOfVersion: false,
    hint: 'They see what you see, and can reply.',
    fields: [
      { name: 'person', kind: 'line', label: 'Username or e-mail address', isRequired: true, most: 254 },
    ],
    button: 'Add colleague',
    told: 'Your colleague follows this complaint.',
    take: addFollower,
  },
  removeFollower: {
    step: 'removeFollower',
    form: 'former-followers',
    label: 'Remove a follower',
    heading: () => 'Should somebody follow it no more?',
    isFolded: () => true,
    asOfVersion: false,
    fields: [{ name: 'userId', kind: 'follower', label: 'Who follows it', isRequired: true }],
    button: 'Remove',
    told: 'They follow the complaint no more.',
    take: removeFollower,
  },
  unfollow: {
    step: 'unfollow',
    form: 'unfollow',
    label: 'Stop following',
    heading: () => 'You follow this complaint',
    isFolded: () => true,
    asOfVersion: false,
    hint: 'It is shown to you no more.',
    fields: [],
    button: 'Stop following',
    told: 'You follow the complaint no more.',
    take: unfollowComplaint,
  },
} as const satisfies Record<string, PortalStep>;
