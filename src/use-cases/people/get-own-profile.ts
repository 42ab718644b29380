import { Department } from '../../models/department.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { User } from '../../models/user.ts';
import type { Person } from '../../policies/actor.ts';
import { found } from '../../policies/policy.ts';

/** What a person sees of themselves; the first part others set, the second they set. */
export interface OwnProfile {
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly department: string | null;
  readonly mainPortalId: string | null;
  readonly phoneNumber: string;
  readonly emailNotifications: boolean;
  /** The last day, as YYYY-MM-DD; empty for whoever is there. */
  readonly awayUntil: string;
}

/** One's own profile. */
export async function getOwnProfile(person: Person): Promise<OwnProfile> {
  const user = found(
    await User.findByPk(person.id, {
      include: [{ model: UserProfile, as: 'profile', include: [{ model: Department, as: 'department' }] }],
    }),
  );
  return {
    username: user.username,
    name: user.displayName,
    email: user.email,
    department: user.profile?.department?.name ?? null,
    mainPortalId: user.profile?.mainPortalId ?? null,
    phoneNumber: user.profile?.phoneNumber ?? '',
    emailNotifications: user.profile?.emailNotifications ?? true,
    awayUntil: user.profile?.awayUntil ?? '',
  };
}
