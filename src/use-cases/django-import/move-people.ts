import { inTransaction } from '../../database/transaction.ts';
import type { Named } from '../../journal/events.ts';
import { Group } from '../../models/group.ts';
import { GroupPermission } from '../../models/group-permission.ts';
import { assignableAmong } from '../complaints/steps/assignable.ts';
import { parts } from '../people/import/look-up.ts';
import { accountForPeople } from './account-for-people.ts';
import { portalIdsHere, takeCensus, type Census } from './census.ts';
import { flagIn, idIn } from './clean.ts';
import { fillAccount, type Filling } from './fill-account.ts';
import type { ImportRun } from './import-run.ts';
import type { Became } from './imported-rows.ts';
import { readMemberships } from './memberships.ts';
import { Numbers } from './numbers.ts';
import { nameOf, type Person, type PlannedPerson } from './people.ts';
import { planFilling, planMissing, planNew, type Plans } from './people-plans.ts';
import { PortalIds } from './profiles.ts';
import { readProfiles } from './read-profiles.ts';
import type { Ids } from './reference.ts';
import { refuseOvertaken } from './refuse-overtaken.ts';
import { writePeople } from './write-people.ts';

/** People of one transaction. */
const BATCH = 200;

/** Somebody to be written, and the rows of the old portal that they are made of. */
interface Task {
  readonly person?: PlannedPerson;
  readonly filling?: Filling;
  readonly sourceId: number;
  /** By tables; what is part of another row is remembered as such. */
  readonly rows: readonly Omit<Became, 'targetId'>[];
}

/** The rows of a person that were not taken before. */
function rowsOf(
  { memberships, profiles }: Plans & { profiles: Plans['profiles'] },
  sourceId: number,
  as: Became['as'],
) {
  const profile = idIn(profiles.get(sourceId) ?? {}, 'id');
  return [
    { table: 'auth_user', id: sourceId, as },
    ...(profile === undefined ? [] : [{ table: 'core_userprofile', id: profile, as }]),
    ...(memberships.rows.get(sourceId) ?? []).map((id) => ({ table: 'auth_user_groups', id, as })),
  ];
}

function tasksOf(plans: Plans, known: ReadonlyMap<number, number | null>): Task[] {
  const { census } = plans;
  const tasks = census.rows.flatMap((one): Task[] => {
    const { sourceId, destiny } = one;
    const rows = rowsOf(plans, sourceId, destiny.kind === 'new' ? 'row' : 'part').filter(
      ({ table, id }) => table !== 'core_userprofile' || !known.has(id),
    );
    if (destiny.kind === 'new') return [{ sourceId, person: planNew(plans, one), rows }];
    if (destiny.kind === 'standing')
      return [{ sourceId, filling: planFilling(plans, one, destiny.account), rows }];
    return destiny.kind === 'part' ? [{ sourceId, rows }] : [];
  });
  const missing = census.missing.filter(({ account }) => account === undefined);
  return [
    ...tasks,
    ...missing.map(({ sourceId }) => ({
      sourceId,
      person: planMissing(plans, sourceId),
      rows: [{ table: 'auth_user', id: sourceId, as: 'row' as const }],
    })),
  ];
}

/** The number here of whoever a row stands for, as far as they are known yet. */
function targetOf(census: Census, given: ReadonlyMap<number, number>, sourceId: number): number | undefined {
  const destiny = census.byId.get(sourceId)?.destiny;
  if (destiny === undefined || destiny.kind === 'new') return given.get(sourceId);
  if (destiny.kind === 'part') return targetOf(census, given, destiny.of);
  return destiny.kind === 'gone' ? undefined : destiny.account.id;
}

async function writeTasks(
  run: ImportRun,
  tasks: readonly Task[],
  numberOf: (sourceId: number) => number | undefined,
  groups: ReadonlyMap<number, Named>,
): Promise<void> {
  const people = tasks.flatMap(({ person, sourceId }) =>
    person === undefined ? [] : [{ ...person, id: numberOf(sourceId) ?? 0 }],
  );
  if (people.length > 0) {
    await refuseOvertaken(people);
    await writePeople(run.by, people, groups);
  }
  for (const { filling } of tasks) if (filling !== undefined) await fillAccount(run.by, filling);
  await run.imported.remember(
    tasks.flatMap(({ rows, sourceId }) =>
      rows.map((row) => ({ ...row, targetId: numberOf(sourceId) ?? null })),
    ),
  );
}

/** Whose numbers are needed first: what is part of somebody comes after them. */
const inOrder = (tasks: readonly Task[]): Task[] => [
  ...tasks.filter(({ person }) => person !== undefined),
  ...tasks.filter(({ person }) => person === undefined),
];

async function writeAll(
  run: ImportRun,
  census: Census,
  tasks: readonly Task[],
): Promise<ReadonlyMap<number, number>> {
  const numbers = new Numbers('users', await run.source.highestId('auth_user'));
  const groups = new Map((await Group.findAll()).map(({ id, name }) => [id, { id, name }]));
  const given = new Map<number, number>();
  const all = inOrder(tasks);
  for (let from = 0; from < all.length; from += BATCH) {
    const part = all.slice(from, from + BATCH);
    run.progress('people', from, all.length);
    await run.attempt(async () => {
      const fresh = part.filter(({ person }) => person !== undefined).map(({ sourceId }) => sourceId);
      for (const [id, number] of await numbers.give(fresh)) given.set(id, number);
      const numberOf = (sourceId: number) => targetOf(census, given, sourceId);
      if (!run.dryRun) await inTransaction(() => writeTasks(run, part, numberOf, groups));
    });
  }
  return given;
}

/** Who can have complaints: active people whose groups let them work on those. */
async function workersAmong(
  { census }: Plans,
  tasks: readonly Task[],
  given: ReadonlyMap<number, number>,
): Promise<ReadonlySet<number>> {
  const rows = await GroupPermission.findAll({ where: { permission: 'complaints.work' }, raw: true });
  const groups = new Set(rows.map(({ groupId }) => groupId));
  const workers = new Set<number>();
  for (const part of parts(census.accounts.map(({ id }) => id)))
    for (const id of await assignableAmong(part)) workers.add(id);
  for (const { sourceId, person, filling } of tasks) {
    const groupIds = person?.isActive === true ? person.groupIds : (filling?.groupIds ?? []);
    const id = filling?.account.id ?? given.get(sourceId);
    if (id !== undefined && groupIds.some((groupId) => groups.has(groupId))) workers.add(id);
  }
  return workers;
}

async function peopleBy(
  plans: Plans,
  tasks: readonly Task[],
  given: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, Person>> {
  const { census, memberships } = plans;
  const workers = await workersAmong(plans, tasks, given);
  const names = new Map(census.accounts.map((account) => [account.id, nameOf(account)]));
  for (const { sourceId, person } of tasks)
    if (person !== undefined) names.set(given.get(sourceId) ?? 0, nameOf(person));
  const people = new Map<number, Person>();
  const add = (sourceId: number, id: number | undefined, isStaff: boolean) => {
    if (id === undefined) return;
    people.set(sourceId, { id, name: names.get(id) ?? '', isStaff, isAssignable: workers.has(id) });
  };
  for (const { sourceId, row } of census.rows) {
    const isAbove = flagIn(row, 'is_staff', false) || flagIn(row, 'is_superuser', false);
    add(sourceId, targetOf(census, given, sourceId), isAbove || memberships.members.has(sourceId));
  }
  for (const { sourceId, account } of census.missing)
    add(sourceId, account?.id ?? given.get(sourceId), false);
  return people;
}

/**
 * Moves people with their passwords, profiles and groups.
 *
 * @returns who they are here, by their numbers in the old portal; 0: whom nobody knows.
 */
export async function movePeople(
  run: ImportRun,
  departments: Ids,
  groups: Ids,
): Promise<ReadonlyMap<number, Person>> {
  const census = await takeCensus(run);
  const ids = new Set(census.rows.map(({ sourceId }) => sourceId));
  const { profiles, known } = await readProfiles(run, ids);
  const memberships = await readMemberships(run, groups, ids);
  const portalIds = new PortalIds();
  for (const { portalId, username } of await portalIdsHere()) portalIds.add(portalId, username);
  const plans: Plans = { run, census, memberships, profiles, portalIds, departments };
  const tasks = tasksOf(plans, known);
  accountForPeople(run, census, { profiles, known, memberships });
  const given = await writeAll(run, census, tasks);
  return peopleBy(plans, tasks, given);
}
