import { UserProfile } from '../../models/user-profile.ts';
import type { Person } from '../../policies/actor.ts';

/** The phone number of one's own profile; empty: none. */
export async function ownPhone({ id }: Person): Promise<string> {
  const profile = await UserProfile.findOne({ attributes: ['phoneNumber'], where: { userId: id } });
  return profile?.phoneNumber ?? '';
}
