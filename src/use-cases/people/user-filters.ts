import { literal, Op, type WhereOptions } from 'sequelize';
import { GROUP, GROUP_NAMES } from '../../models/group-names.ts';
import { textKey } from '../../models/text.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { User } from '../../models/user.ts';
import { ACCESS_LEVELS, FURTHER_LEVEL, groupOfLevel, SUPERUSER_LEVEL } from '../../policies/access-level.ts';
import {
  anyOf,
  dateFilter,
  filter,
  flagFilter,
  relatedContains,
  searchIn,
  someId,
  someText,
  textFilter,
  type Filter,
} from '../records/listing/filters.ts';

const inProfile = (column: string, text: string) =>
  relatedContains('id', UserProfile, 'user_id', [column], text);

function inDepartment(id: number): WhereOptions {
  return { id: { [Op.in]: literal(`(SELECT user_id FROM user_profiles WHERE department_id = ${id})`) } };
}

function inGroup(id: number): WhereOptions {
  return { id: { [Op.in]: literal(`(SELECT user_id FROM user_groups WHERE group_id = ${id})`) } };
}

/** Those who are in one of these groups. */
function members(names: readonly string[]) {
  const list = names.map((name) => User.sequelize?.escape(textKey(name)) ?? 'NULL').join(', ');
  return literal(
    `(SELECT ug.user_id FROM user_groups ug JOIN \`groups\` g ON g.id = ug.group_id WHERE g.name_folded IN (${list}))`,
  );
}

const isIn = (...names: readonly string[]): WhereOptions => ({ id: { [Op.in]: members(names) } });
const isInNone = (...names: readonly string[]): WhereOptions => ({ id: { [Op.notIn]: members(names) } });
const IN_SOME = literal('(SELECT user_id FROM user_groups)');
const IN_NO_GROUP: WhereOptions = { isSuperuser: false, id: { [Op.notIn]: IN_SOME } };
/** Nobody whom one of the three groups or the flag of superusers gives a label of its own. */
const furtherAlone = (): WhereOptions => ({ [Op.and]: [{ isSuperuser: false }, isInNone(...GROUP_NAMES)] });

/** The same order as `accessLevel` decides by. */
function atLevel(level: string): WhereOptions {
  const group = groupOfLevel(level);
  if (group === GROUP.admin) return isIn(GROUP.admin);
  if (level === SUPERUSER_LEVEL) return { [Op.and]: [{ isSuperuser: true }, isInNone(GROUP.admin)] };
  if (group !== undefined) {
    const higher = GROUP_NAMES.slice(0, GROUP_NAMES.indexOf(group));
    return { [Op.and]: [{ isSuperuser: false }, isIn(group), isInNone(...higher)] };
  }
  if (level === FURTHER_LEVEL) return { [Op.and]: [furtherAlone(), { id: { [Op.in]: IN_SOME } }] };
  if (level.startsWith(FURTHER_LEVEL)) {
    return { [Op.and]: [furtherAlone(), isIn(level.slice(FURTHER_LEVEL.length))] };
  }
  return IN_NO_GROUP;
}

const PEOPLE: WhereOptions = { isService: false };

/** The views of the list of users; whoever is active is either staff or of IT. Programs are in a view of their own alone. */
export const userViews = (): Readonly<Record<string, WhereOptions>> => ({
  all: PEOPLE,
  staff: { ...PEOPLE, isActive: true, ...IN_NO_GROUP },
  it: { ...PEOPLE, isActive: true, [Op.or]: [{ isSuperuser: true }, { id: { [Op.in]: IN_SOME } }] },
  inactive: { ...PEOPLE, isActive: false },
  neverSignedIn: { ...PEOPLE, lastLogin: null },
  programs: { isService: true },
});

const levels = someText.refine(
  (level) => level.startsWith(FURTHER_LEVEL) || ACCESS_LEVELS.includes(level),
  `This filter is one of ${ACCESS_LEVELS.join(', ')}.`,
);

/** The filters of the list of users. */
export const userFilters: Readonly<Record<string, Filter>> = {
  username: textFilter(User, 'username'),
  email: textFilter(User, 'email'),
  firstName: textFilter(User, 'firstName'),
  lastName: textFilter(User, 'lastName'),
  isActive: flagFilter('isActive'),
  isSuperuser: flagFilter('isSuperuser'),
  dateJoined: dateFilter('dateJoined'),
  lastLogin: dateFilter('lastLogin'),
  accessLevel: anyOf(levels, atLevel),
  groupIds: anyOf(someId, inGroup),
  'profile.departmentId': anyOf(someId, inDepartment),
  'profile.mainPortalId': filter(someText, (text) => inProfile('main_portal_id', text)),
  'profile.phoneNumber': filter(someText, (text) => inProfile('phone_number', text)),
};

/** Finds people by any of username, e-mail address, names and main portal ID. */
export const searchUsers = searchIn(User, ['username', 'email', 'firstName', 'lastName'], (word) => [
  inProfile('main_portal_id', word),
]);
