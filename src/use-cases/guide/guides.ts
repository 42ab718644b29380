import { can, type Actor } from '../../policies/actor.ts';
import type { Permission } from '../../policies/permissions.ts';

/**
 * The guides, by the names of their files in `docs/guide`, and whom each is meant for: everybody, or whoever has a right.
 * They say how the portal is used and nothing of what is in it, so that everybody may read all of them.
 */
export const GUIDES = {
  staff: undefined,
  engineers: 'complaints.work',
  'amc-admins': 'complaints.assign',
  administrators: 'people.security',
  operators: 'operations.view',
  programs: undefined,
} as const satisfies Readonly<Record<string, Permission | undefined>>;

/** The name of a guide. */
export type GuideName = keyof typeof GUIDES;

/** Whether there is a guide of this name. */
export function isGuide(name: string): name is GuideName {
  return Object.hasOwn(GUIDES, name);
}

/** Whether a guide is about what this person does. */
export function isFor(actor: Actor, name: GuideName): boolean {
  const right = GUIDES[name];
  return right === undefined || can(actor, right);
}
