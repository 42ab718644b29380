import { rememberSeeded, seededKeys } from '../../database/seed-memory.ts';
import { inTransaction } from '../../database/transaction.ts';
import { doneFrom } from '../../journal/surroundings.ts';
import { Department } from '../../models/department.ts';
import { Group } from '../../models/group.ts';
import { findSameText } from '../../models/text.ts';
import { User } from '../../models/user.ts';
import { UserProfile } from '../../models/user-profile.ts';
import { accessLevel } from '../../policies/access-level.ts';
import type { Actor } from '../../policies/actor.ts';
import { authorize } from '../../policies/policy.ts';
import { userPolicy } from '../../policies/user.ts';
import { createUser } from '../people/create-user.ts';
import { drawPassword } from '../people/draw-password.ts';
import { loadActor } from '../people/load-actor.ts';
import type { NewUser } from '../people/user-input.ts';
import { DEMO_PEOPLE, type DemoName, type DemoPerson } from './demo-people.ts';
import { seedFaqs } from './seed-faqs.ts';
import type { DemoCast } from './take-demo-step.ts';
import { tellStories } from './tell-stories.ts';
import { DAY_MS } from '../../durations.ts';

/** How long before now the first of them joined, in days. */
const JOINED_DAYS = 900;

/** What the demonstration consists of now. */
export interface Demo {
  readonly people: readonly { username: string; accessLevel: string; created: boolean }[];
  /** How many complaints this call filed. */
  readonly complaints: number;
  /** Of everybody this call created; null when it created nobody. */
  readonly password: string | null;
}

async function profileOf({
  department,
  phoneNumber,
  portalId,
}: DemoPerson): Promise<NonNullable<NewUser['profile']>> {
  const found = await findSameText(Department, 'name', department);
  const taken =
    portalId === undefined ? undefined : await findSameText(UserProfile, 'mainPortalId', portalId);
  const mainPortalId = taken === undefined ? (portalId ?? null) : null;
  return { departmentId: found?.id ?? null, phoneNumber, mainPortalId };
}

async function addPerson(
  actor: Actor,
  person: DemoPerson,
  password: string,
  dateJoined: Date,
): Promise<number | undefined> {
  const { username, firstName, lastName } = person;
  if ((await findSameText(User, 'username', username)) !== undefined) return undefined;
  const group = person.group === undefined ? undefined : await findSameText(Group, 'name', person.group);
  const { id } = await createUser(actor, {
    username,
    firstName,
    lastName,
    password,
    email: `${username}@alphalab.example`,
    groupIds: group === undefined ? [] : [group.id],
    profile: await profileOf(person),
  });
  await User.update({ dateJoined }, { where: { id }, silent: true });
  return id;
}

/**
 * Adds who never was there, and returns them alone: whoever had the name before is somebody else, and whom an
 * administrator renamed or deleted does not come back.
 */
async function addPeople(actor: Actor, password: string, now: Date): Promise<DemoCast> {
  const cast = new Map<DemoName, NonNullable<Awaited<ReturnType<typeof loadActor>>>['actor']>();
  const before = await seededKeys(User.tableName);
  for (const [index, person] of DEMO_PEOPLE.entries()) {
    if (before.has(person.username)) continue;
    const joined = new Date(now.getTime() - (JOINED_DAYS - index * 61) * DAY_MS);
    const id = await addPerson(actor, person, password, joined);
    const added = id === undefined ? undefined : await loadActor(id);
    if (added !== undefined) cast.set(person.username, added.actor);
  }
  await rememberSeeded(
    User.tableName,
    DEMO_PEOPLE.map(({ username }) => username).filter((username) => !before.has(username)),
  );
  return cast;
}

/**
 * Adds people, answers and complaints for trying the portal out, all of it or nothing; those that are there already stay as
 * they are.
 *
 * @throws ForbiddenError.
 */
export async function seedDemo(actor: Actor, now: Date = new Date()): Promise<Demo> {
  authorize(userPolicy, actor, 'create');
  const password = drawPassword();
  return inTransaction(async () => {
    const cast = await addPeople(actor, password, now);
    // Nobody ever did this through a page.
    const complaints = await doneFrom({ origin: 'import' }, async () => {
      await seedFaqs(actor);
      return tellStories(cast, now);
    });
    const users = await User.findAll({
      where: { usernameFolded: DEMO_PEOPLE.map(({ username }) => username) },
      include: [{ model: Group, as: 'groups' }],
      order: [['id', 'ASC']],
    });
    const people = users.map((user) => ({
      username: user.username,
      accessLevel: accessLevel(user),
      created: [...cast.keys()].some((name) => name === user.username),
    }));
    return { people, complaints, password: cast.size > 0 ? password : null };
  });
}
