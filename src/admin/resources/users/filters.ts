import { literal, Op, type WhereOptions } from 'sequelize';
import { GROUP_NAMES } from '../../../models/group-names.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import { User } from '../../../models/user.ts';
import { ACCESS_LEVELS } from '../../../policies/actor.ts';
import {
  choiceFilter,
  dateFilter,
  flagFilter,
  relatedContains,
  requiredId,
  searchIn,
  singleText,
  textFilter,
  type FilterRule,
} from '../../conditions.ts';

const inProfile = (column: string, text: string) =>
  relatedContains('id', UserProfile, 'user_id', [column], text);

function inDepartment(value: unknown): WhereOptions {
  const id = requiredId(value);
  return { id: { [Op.in]: literal(`(SELECT user_id FROM user_profiles WHERE department_id = ${id})`) } };
}

function inGroup(value: unknown): WhereOptions {
  const id = requiredId(value);
  return { id: { [Op.in]: literal(`(SELECT user_id FROM user_groups WHERE group_id = ${id})`) } };
}

/** Those who are in one of these groups. */
function members(names: readonly string[]) {
  const list = names.map((name) => `'${name.toLowerCase()}'`).join(', ');
  return literal(
    `(SELECT ug.user_id FROM user_groups ug JOIN \`groups\` g ON g.id = ug.group_id WHERE LOWER(g.name) IN (${list}))`,
  );
}

/** The same order as `accessLevel` decides by: each level's group, then superusers without one, then nobody's. */
function atLevel(value: unknown): WhereOptions {
  const index = ACCESS_LEVELS.indexOf(singleText(value));
  choiceFilter('accessLevel', ACCESS_LEVELS)(value);
  const group = GROUP_NAMES[index];
  if (group === undefined) {
    return { id: { [Op.notIn]: members(GROUP_NAMES) }, isSuperuser: index === GROUP_NAMES.length };
  }
  const higher = GROUP_NAMES.slice(0, index);
  const conditions: WhereOptions[] = [{ id: { [Op.in]: members([group]) } }];
  if (higher.length > 0) conditions.push({ id: { [Op.notIn]: members(higher) } });
  return { [Op.and]: conditions };
}

/** The filters of the list of users. */
export const userFilters: Readonly<Record<string, FilterRule>> = {
  username: textFilter(User, 'username'),
  email: textFilter(User, 'email'),
  firstName: textFilter(User, 'firstName'),
  lastName: textFilter(User, 'lastName'),
  isActive: flagFilter('isActive'),
  isSuperuser: flagFilter('isSuperuser'),
  dateJoined: dateFilter('dateJoined'),
  lastLogin: dateFilter('lastLogin'),
  accessLevel: atLevel,
  groupIds: inGroup,
  'profile.departmentId': inDepartment,
  'profile.mainPortalId': (value) => inProfile('main_portal_id', singleText(value)),
  'profile.phoneNumber': (value) => inProfile('phone_number', singleText(value)),
};

/** Finds people by any of username, e-mail address, names and main portal ID. */
export const searchUsers = searchIn(User, ['username', 'email', 'firstName', 'lastName'], (word) => [
  inProfile('main_portal_id', word),
]);
