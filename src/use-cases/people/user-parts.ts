import { boundList, select } from '../../database/select.ts';
import { accessLevel } from '../../policies/access-level.ts';
import type { Values } from '../records/listing/listing.ts';

interface Membership {
  readonly userId: number;
  readonly groupId: number;
  readonly name: string;
}

interface Profile {
  readonly userId: number;
  readonly departmentId: number | null;
  readonly phoneNumber: string;
  readonly mainPortalId: string | null;
  readonly emailNotifications: number | boolean;
  readonly awayUntil: string | null;
}

const NO_PROFILE = {
  departmentId: null,
  phoneNumber: null,
  mainPortalId: null,
  emailNotifications: null,
  awayUntil: null,
};

const profilesOf = (places: string) => `
  SELECT user_id AS userId, department_id AS departmentId, phone_number AS phoneNumber,
    main_portal_id AS mainPortalId, email_notifications AS emailNotifications, away_until AS awayUntil
  FROM user_profiles WHERE user_id IN (${places})`;
const membershipsOf = (places: string) => `
  SELECT ug.user_id AS userId, g.id AS groupId, g.name AS name
  FROM user_groups ug JOIN \`groups\` g ON g.id = ug.group_id WHERE ug.user_id IN (${places}) ORDER BY g.name_sorted`;

/** Groups, access level and profile of a page of users, in two statements however many they are. */
export async function userParts(rows: readonly Values[]): Promise<Map<number, Values>> {
  const ids = rows.map((row) => Number(row.id));
  const { places, bind } = boundList(ids);
  const profiles = await select<Profile>(profilesOf(places), bind);
  const memberships = await select<Membership>(membershipsOf(places), bind);
  const profileOf = new Map(
    profiles.map(({ userId, ...profile }) => [
      userId,
      { ...profile, emailNotifications: Boolean(profile.emailNotifications) },
    ]),
  );
  const groupsOf = new Map<number, Membership[]>(ids.map((id) => [id, []]));
  for (const membership of memberships) groupsOf.get(membership.userId)?.push(membership);
  return new Map(
    rows.map((row) => {
      const id = Number(row.id);
      const groups = groupsOf.get(id) ?? [];
      const groupIds = groups.map(({ groupId }) => groupId);
      const level = accessLevel({ isSuperuser: Boolean(row.isSuperuser), groups });
      const profile = profileOf.get(id) ?? NO_PROFILE;
      return [id, { groupIds, accessLevel: level, profile }];
    }),
  );
}
