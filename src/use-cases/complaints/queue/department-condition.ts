import { literal, Op, where, type WhereOptions } from 'sequelize';
import { UserProfile } from '../../../models/user-profile.ts';

/** Up to so many reporters the index on the reporter is the way; beyond, the order of the list is. */
const FEW_REPORTERS = 50;

/** The complaints that people of these departments reported; `null` stands for people without one. */
export async function departmentCondition(departmentIds: readonly (number | null)[]): Promise<WhereOptions> {
  const profiles = await UserProfile.findAll({
    attributes: ['userId'],
    where: { [Op.or]: departmentIds.map((departmentId) => ({ departmentId })) },
    raw: true,
  });
  const reporters = profiles.map(({ userId }) => userId);
  if (reporters.length <= FEW_REPORTERS) return { reporterId: reporters };
  return where(literal('reporter_id + 0'), { [Op.in]: reporters });
}
