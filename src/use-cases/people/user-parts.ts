import { QueryTypes } from 'sequelize';
import { database } from '../../database/connect.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { accessLevel } from '../../policies/access-level.ts';
import type { Values } from '../records/listing/listing.ts';

interface Membership {
  readonly userId: number;
  readonly groupId: number;
  readonly name: string;
}

const NO_PROFILE = {
  departmentId: null,
  phoneNumber: null,
  mainPortalId: null,
  emailNotifications: null,
  awayUntil: null,
};

const MEMBERSHIPS =
  'SELECT ug.user_id AS userId, g.id AS groupId, g.name AS name FROM user_groups ug JOIN `groups` g ON g.id = ug.group_id WHERE ug.user_id IN (:ids) ORDER BY g.name';

/** Groups, access level and profile of a page of users, in two statements however many they are. */
export async function userParts(rows: readonly Values[]): Promise<Map<number, Values>> {
  const ids = rows.map((row) => Number(row.id));
  const profiles = await UserProfile.findAll({
    attributes: ['userId', 'departmentId', 'phoneNumber', 'mainPortalId', 'emailNotifications', 'awayUntil'],
    where: { userId: ids },
    raw: true,
  });
  const memberships = await database().query<Membership>(MEMBERSHIPS, {
    replacements: { ids },
    type: QueryTypes.SELECT,
  });
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
