import { QueryTypes } from 'sequelize';
import { database } from '../../../database/connect.ts';
import { recordAll } from '../../../journal/record.ts';
import { beginningOf } from '../../../journal/row-changes.ts';
import { Department } from '../../../models/department.ts';
import { textKey } from '../../../models/text.ts';
import { User } from '../../../models/user.ts';
import { UserGroup } from '../../../models/user-group.ts';
import { UserProfile } from '../../../models/user-profile.ts';
import type { Actor } from '../../../policies/actor.ts';
import { indexReporter } from '../../complaints/search/index-reporter.ts';
import { recordCreated } from '../../records/record-change.ts';
import { forgetPasswordLinks } from '../password-links.ts';
import { parts } from './look-up.ts';
import { plannedChanges, type PlannedRow } from './plan.ts';
import { isDifferent } from './tell.ts';

type Rows = readonly PlannedRow[];

async function addDepartments(actor: Actor, rows: Rows): Promise<void> {
  const added = new Map<string, number>();
  for (const { newDepartment, profile } of rows) {
    if (newDepartment === undefined) continue;
    const key = textKey(newDepartment);
    if (!added.has(key)) {
      const department = await Department.create({ name: newDepartment });
      await recordCreated(actor, department);
      added.set(key, department.id);
    }
    profile.departmentId = added.get(key) ?? null;
  }
}

/** Portal IDs that change hands are given up first: the unique index looks at each row as it is written. */
async function giveUpPortalIds(rows: Rows): Promise<void> {
  const claimed = new Set(rows.map(({ profile }) => profile.mainPortalIdFolded));
  for (const { profile } of rows) {
    const former = profile.previous('mainPortalIdFolded');
    if (profile.isNewRecord || !profile.changed('mainPortalIdFolded') || !claimed.has(former ?? null))
      continue;
    const gone = { mainPortalId: null, mainPortalIdFolded: null };
    await UserProfile.update(gone, { where: { id: profile.id }, validate: false });
  }
}

/**
 * Many rows a statement; the hook that gives each user a profile would write one by one, so their profiles are written
 * here, in the same transaction.
 */
async function insertPeople(rows: Rows): Promise<Rows> {
  const ids = new Map<string, number>();
  for (const part of parts(rows)) {
    const values = part.map(({ user: { username, email, firstName, lastName } }) => ({
      username,
      email,
      firstName,
      lastName,
    }));
    await User.bulkCreate(values, { hooks: false, validate: false });
    const keys = part.map(({ user }) => user.usernameFolded);
    const stored = await User.findAll({
      attributes: ['id', 'usernameFolded'],
      where: { usernameFolded: keys },
      raw: true,
    });
    for (const { id, usernameFolded } of stored) ids.set(usernameFolded, id);
  }
  for (const { user, profile } of rows) {
    user.id = ids.get(user.usernameFolded) ?? 0;
    profile.userId = user.id;
  }
  for (const part of parts(rows)) {
    const values = part.map(({ profile: { userId, departmentId, phoneNumber, mainPortalId } }) => ({
      userId,
      departmentId: departmentId ?? null,
      phoneNumber,
      mainPortalId: mainPortalId ?? null,
    }));
    await UserProfile.bulkCreate(values, { validate: false });
  }
  return rows;
}

async function joinGroups(rows: Rows): Promise<void> {
  const memberships = rows.flatMap(({ user, addedGroups }) =>
    addedGroups.map((group) => ({ userId: user.id, groupId: group.id })),
  );
  for (const part of parts(memberships)) await UserGroup.bulkCreate(part);
}

/** Those of these people who filed anything, which is found under their names. */
async function reportersAmong(ids: readonly number[]): Promise<Set<number>> {
  const reporters = new Set<number>();
  for (const part of parts(ids)) {
    const rows = await database().query<{ id: number }>(
      'SELECT DISTINCT reporter_id AS id FROM complaints WHERE reporter_id IN (:part)',
      { replacements: { part }, type: QueryTypes.SELECT },
    );
    for (const { id } of rows) reporters.add(id);
  }
  return reporters;
}

async function createPeople(actor: Actor, rows: Rows): Promise<void> {
  const events = (await insertPeople(rows)).map((planned) => {
    const changes = { ...beginningOf(planned.user), ...plannedBeginning(planned) };
    return { name: 'user.created', by: actor, subjectId: planned.user.id, details: { changes } } as const;
  });
  await recordAll(events);
}

function plannedBeginning(planned: PlannedRow) {
  const all = Object.entries(plannedChanges(planned));
  return Object.fromEntries(all.filter(([field]) => field === 'groups' || field.startsWith('profile.')));
}

/** Forms that were opened before are told, also where another table holds what changed. */
async function raiseVersions(rows: Rows): Promise<void> {
  for (const part of parts(rows.map(({ user }) => user.id)))
    await User.increment('version', { where: { id: part } });
}

async function changePeople(actor: Actor, rows: Rows): Promise<void> {
  const renamed = rows.filter(({ user }) => user.changed('firstName') || user.changed('lastName'));
  const reporters = await reportersAmong(renamed.map(({ user }) => user.id));
  const events = rows.map((planned) => {
    const details = { changes: plannedChanges(planned) };
    return { name: 'user.updated', by: actor, subjectId: planned.user.id, details } as const;
  });
  await recordAll(events);
  for (const { user, profile } of rows) {
    if (profile.isNewRecord || profile.changed()) await profile.save({ validate: false });
    if (user.changed('email')) await forgetPasswordLinks(user.id);
    if (user.changed()) await user.save({ validate: false });
  }
  await raiseVersions(rows);
  for (const { user } of renamed) if (reporters.has(user.id)) await indexReporter(user);
}

/** Writes what is planned, in the transaction in which it was planned. */
export async function writePlan(actor: Actor, planned: Iterable<PlannedRow>): Promise<void> {
  const rows = [...planned].filter((row) => row.user.isNewRecord || isDifferent(row));
  await addDepartments(actor, rows);
  await giveUpPortalIds(rows);
  const added = rows.filter(({ user }) => user.isNewRecord);
  const known = rows.filter(({ user }) => !user.isNewRecord);
  await createPeople(actor, added);
  await changePeople(actor, known);
  await joinGroups(rows);
}
