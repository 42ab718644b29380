import type { Model, ModelStatic } from 'sequelize';
import { Attachment } from '../../models/attachment.ts';
import { Complaint } from '../../models/complaint.ts';
import { GroupPermission } from '../../models/group-permission.ts';
import { Remark } from '../../models/remark.ts';
import { UserGroup } from '../../models/user-group.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { User } from '../../models/user.ts';

/** People who are named; of more, the number is told. */
const NAMED = 5;

/** What deleting these records would do to others, in sentences; nothing where it concerns nobody. */
export type Impact = (ids: readonly number[]) => Promise<readonly string[]>;

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

async function rowsOf(model: ModelStatic<Model>, attribute: string, ids: readonly number[]): Promise<number> {
  return model.count({ where: { [attribute]: [...ids] } });
}

async function named(userIds: readonly number[]): Promise<string> {
  const users = await User.findAll({ where: { id: userIds.slice(0, NAMED) }, order: [['username', 'ASC']] });
  const names = users.map(({ displayName }) => displayName);
  const more = userIds.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more.toLocaleString('en')} more` : names.join(', ');
}

async function people(
  userIds: readonly number[],
  lose: (some: number) => string,
): Promise<readonly string[]> {
  const ids = [...new Set(userIds)];
  if (ids.length === 0) return [];
  return [`${count(ids.length, 'person', 'people')} ${lose(ids.length)}: ${await named(ids)}.`];
}

/** Its people stay, without a department. */
export const departmentImpact: Impact = async (ids) => {
  const rows = await UserProfile.findAll({
    attributes: ['userId'],
    where: { departmentId: [...ids] },
    raw: true,
  });
  return people(
    rows.map(({ userId }) => userId),
    (some) => (some === 1 ? 'loses the department' : 'lose their department'),
  );
};

/** Members stay, and may do less. */
export const groupImpact: Impact = async (ids) => {
  const rows = await UserGroup.findAll({ attributes: ['userId'], where: { groupId: [...ids] }, raw: true });
  const told = await people(
    rows.map(({ userId }) => userId),
    (some) => `${some === 1 ? 'loses' : 'lose'} what membership allows`,
  );
  const work = await GroupPermission.count({ where: { groupId: [...ids], permission: 'complaints.work' } });
  if (told.length === 0 || work === 0) return told;
  return [...told, 'Who may not work on complaints any more gives their open ones back.'];
};

const inUse =
  (attribute: 'typeId' | 'statusId'): Impact =>
  async (ids) => {
    const complaints = await rowsOf(Complaint, attribute, ids);
    if (complaints === 0) return [];
    return [
      `${count(complaints, 'complaint has it', 'complaints have it')}, so it cannot be deleted. Deactivate it instead.`,
    ];
  };

/** Complaints keep their type. */
export const complaintTypeImpact = inUse('typeId');
/** Complaints keep their status. */
export const statusImpact = inUse('statusId');

/** What was said and sent goes with a complaint. */
export const complaintImpact: Impact = async (ids) => {
  const remarks = await rowsOf(Remark, 'complaintId', ids);
  const files = await rowsOf(Attachment, 'complaintId', ids);
  const parts = [
    ...(remarks > 0 ? [count(remarks, 'message', 'messages')] : []),
    ...(files > 0 ? [count(files, 'file', 'files')] : []),
  ];
  return parts.length === 0
    ? []
    : [`${parts.join(' and ')} ${remarks + files === 1 ? 'goes' : 'go'} with it.`];
};

/** Profiles and memberships go with people; complaints keep those who filed or have them. */
export const userImpact: Impact = async (ids) => {
  const filed = await rowsOf(Complaint, 'reporterId', ids);
  const assigned = await rowsOf(Complaint, 'assigneeId', ids);
  const memberships = await rowsOf(UserGroup, 'userId', ids);
  if (filed + assigned > 0) {
    return [
      `${count(filed, 'complaint was', 'complaints were')} filed and ${count(assigned, 'is', 'are')} assigned here, so nobody is deleted. Deactivate instead.`,
    ];
  }
  const groups = memberships > 0 ? ` and ${count(memberships, 'membership', 'memberships')} of groups` : '';
  return [`The profile${groups} ${memberships > 0 ? 'go' : 'goes'}, too.`];
};
